// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/adequacy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <set>

#include "velox/source/edits.hpp"

namespace velox::experiment {

namespace {

constexpr double kStartSeconds = 60;
constexpr double kLeastTimeout = 0.5;  // seconds for one mutant on all inputs, however fast the original is
constexpr double kTimeoutFactor = 10;  // and that many times the original's time
constexpr double kInputsShare = 0.5;   // of the time, for one pass of one mutant: the cheapest inputs that fit are used
constexpr int kPassesWanted = 40;      // mutants that should fit into the time
constexpr double kMadeTimeout = 0.1;   // seconds for one made input on the original
constexpr std::size_t kMutateFrom = 32;
constexpr std::int64_t kMostMadeBytes = 1 << 16;

// Inputs that are known to the worker, with the digests that the original gives in a fork.
struct Known {
  std::vector<std::string> names;
  std::vector<std::string> digests;
  double seconds = 0;
  double timeout() const { return std::max(kLeastTimeout, kTimeoutFactor * seconds); }
};

// One measurement; a member function per step.
class Measurement {
 public:
  Measurement(WorkerSession& session, const std::string& source, const AdequacyOptions& options)
      : session_(session), source_(source), options_(options) {}

  Adequacy result;
  std::map<std::string, Input> made;

  Answer<void> put(const std::vector<const Expected*>& inputs) {
    std::vector<const Expected*> order = inputs;
    std::ranges::stable_sort(order, {}, [](const Expected* each) { return each->seconds; });
    const double most = options_.deadline.left() * kInputsShare / kPassesWanted;
    double seconds = 0;
    std::vector<std::string> names;
    for (const Expected* each : order) {
      seconds += each->seconds;
      if (seconds > most && !names.empty()) break;
      VX_TRY(session_.put(each->input.id, each->input.bytes, options_.deadline.sooner(kStartSeconds)));
      names.push_back(each->input.id);
    }
    known_ = VX_TRY(original(names));
    if (known_.names.empty()) return fault(FaultKind::refused, "no input gives the same answer twice in one process");
    return {};
  }

  // The mutants that no known input kills are left in `result.survivors`.
  Answer<void> run(std::vector<Mutant> mutants) {
    for (Mutant& mutant : mutants) {
      if (options_.deadline.passed()) break;
      const std::string ended = VX_TRY(shown(mutant, known_)).ended;
      if (ended == "same" || ended == "unusable") continue;
      ++result.mutants;
      ++result.by_operator[mutant.op].mutants;
      if (ended == "done") {
        result.survivors.push_back(std::move(mutant));
      } else {
        kill(mutant, ended);
      }
    }
    return {};
  }

  // Makes inputs against the survivors. Killers are kept by name in `killers`; whether they count is for the caller to tell.
  Answer<void> attack(int round) {
    const std::size_t from = std::min(known_.names.size(), kMutateFrom);
    const std::vector<std::string> parents(known_.names.begin(),
                                           known_.names.begin() + static_cast<std::ptrdiff_t>(from));
    auto fresh = VX_TRY(session_.mutate(parents, options_.made, options_.seed + 101 + static_cast<std::uint64_t>(round),
                                        kMostMadeBytes, options_.deadline.sooner(kStartSeconds)));
    std::ranges::stable_sort(fresh, {}, [](const MadeInput& each) { return each.bytes.size(); });
    std::vector<std::string> names;
    for (MadeInput& each : fresh) {
      Input input;
      input.id = fmt::format("witness-{}", made.size() + 1);
      input.bytes = std::move(each.bytes);
      input.origin = Origin::mutated;
      input.made_how = std::move(each.how);
      if (!session_.put(input.id, input.bytes, options_.deadline.sooner(kStartSeconds))) continue;
      names.push_back(input.id);
      made.emplace(input.id, std::move(input));
    }
    const Known extra = VX_TRY(quick_ones(names));
    for (const Mutant& mutant : result.survivors) {
      if (options_.deadline.passed() || extra.names.empty()) break;
      const MutantRun run = VX_TRY(shown(mutant, extra));
      if (run.ended == "differs" && !run.digests.empty())
        killers[extra.names[run.digests.size() - 1]].push_back(mutant);
    }
    return {};
  }

  std::map<std::string, std::vector<Mutant>> killers;  // name of an input -> what only it killed

  void kill(const Mutant& mutant, const std::string& ended) {
    ++result.killed;
    ++result.by_operator[mutant.op].killed;
    if (ended == "timeout") ++result.timed_out;
  }

 private:
  // Made inputs may take for ever: each has a fork and a short time of its own, and slow ones are left out.
  Answer<Known> quick_ones(const std::vector<std::string>& names) {
    Known known;
    for (const std::string& name : names) {
      if (options_.deadline.passed()) break;
      const MutantRun run = VX_TRY(session_.mutant("", {name}, options_.seed, kMadeTimeout, {}));
      if (run.ended != "done" || run.digests.size() != 1 || run.seconds[0] > kMadeTimeout / 2) continue;
      known.names.push_back(name);
      known.digests.push_back(run.digests[0]);
      known.seconds += run.seconds[0];
    }
    return known;
  }

  // Inputs from the first that the original does not get through, or does not answer the same twice, are left out.
  Answer<Known> original(std::vector<std::string> names) {
    Known known;
    if (names.empty()) return known;
    const double most = std::max(options_.deadline.left(), kLeastTimeout);
    const MutantRun first = VX_TRY(session_.mutant("", names, options_.seed, most, {}));
    names.resize(first.digests.size());
    if (names.empty()) return known;
    const MutantRun second = VX_TRY(session_.mutant("", names, options_.seed, most, {}));
    for (std::size_t i = 0; i < std::min(first.digests.size(), second.digests.size()); ++i) {
      if (first.digests[i] != second.digests[i]) continue;
      known.names.push_back(names[i]);
      known.digests.push_back(first.digests[i]);
      known.seconds += first.seconds[i];
    }
    return known;
  }

  Answer<MutantRun> shown(const Mutant& mutant, const Known& known) {
    const auto bytes = source::apply_edits(source_, {mutant.edit});
    if (!bytes) return MutantRun{"unusable", {}, {}};
    auto run = session_.mutant(*bytes, known.names, options_.seed, known.timeout(), known.digests);
    if (run && run->ended == "timeout")  // a hang shows again; a busy machine seldom does
      run = session_.mutant(*bytes, known.names, options_.seed, 2 * known.timeout(), known.digests);
    if (!run && run.error().kind == FaultKind::refused) return MutantRun{"unusable", {}, {}};
    return run;
  }

  WorkerSession& session_;
  const std::string& source_;
  const AdequacyOptions& options_;
  Known known_;
};

// Only inputs on which two processes of the original agree are witnesses; what others killed stays alive.
Result<void> keep_witnesses(Measurement& measurement, const WorkerSpec& a, const AdequacyOptions& options) {
  if (measurement.killers.empty()) return {};
  Inputs inputs;
  for (const auto& [name, killed] : measurement.killers) inputs.train.push_back(measurement.made.at(name));
  ReferenceOptions reference;
  reference.seed = options.seed;
  reference.made = 0;
  reference.call_timeout_s = 10 * kMadeTimeout;
  reference.deadline = Deadline::after(std::max(options.deadline.left(), 1.0));
  auto seen = VX_TRY(build_reference(a, inputs, reference));
  if (!seen) return {};
  std::set<std::string> dead;
  for (Expected& expected : seen->train) {
    for (const Mutant& mutant : measurement.killers.at(expected.input.id)) {
      if (!dead.insert(mutant.what).second) continue;
      measurement.kill(mutant, "differs");
    }
    measurement.result.witnesses.push_back(std::move(expected));
  }
  std::erase_if(measurement.result.survivors, [&](const Mutant& each) { return dead.contains(each.what); });
  measurement.killers.clear();
  return {};
}

}  // namespace

Result<Answer<Adequacy>> measure_adequacy(const WorkerSpec& a, const std::string& source, const model::Unit& unit,
                                          const std::vector<const Expected*>& inputs, const AdequacyOptions& options) {
  const double start = monotonic_seconds();
  const auto module = VX_TRY(source::ParsedModule::parse(source, unit.id.file));
  const model::Unit* found = module.find_unit(unit.id.qualname);
  if (found == nullptr) return Answer<Adequacy>(fault(FaultKind::refused, "the unit is not in its file"));
  auto session = VX_TRY(start_loaded(a, options.deadline.sooner(kStartSeconds)));
  if (!session) return Answer<Adequacy>(std::unexpected(session.error()));
  Measurement measurement(**session, source, options);
  auto answer = measurement.put(inputs);
  if (answer) answer = measurement.run(sample_mutants(mutants_of(module, *found), options.mutants, options.seed));
  if (!answer) return Answer<Adequacy>(std::unexpected(answer.error()));
  for (int round = 0; round < options.rounds && !measurement.result.survivors.empty(); ++round) {
    if (options.deadline.passed() || !measurement.attack(round)) break;
    VX_TRY(keep_witnesses(measurement, a, options));
  }
  measurement.result.seconds = monotonic_seconds() - start;
  return Answer<Adequacy>(std::move(measurement.result));
}

}  // namespace velox::experiment
