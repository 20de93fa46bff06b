// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/judge.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <cmath>

#include "velox/base/hash.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/false_discovery.hpp"
#include "velox/experiment/side.hpp"
#include "velox/experiment/static_safety.hpp"
#include "velox/experiment/trial.hpp"

namespace velox::experiment {

namespace {

constexpr int kWorkloadPairs = 9;  // of the final duet of the whole workload: its 2nd to 8th value cover 96 %
constexpr int kLeastWorkloadPairs = 6;

// The CPU that both workers of a duet share: the last one that we may use, as the first ones get the interrupts.
std::optional<int> duet_cpu() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return std::nullopt;
  for (int cpu = CPU_SETSIZE - 1; cpu >= 0; --cpu) {
    if (CPU_ISSET(cpu, &allowed)) return cpu;
  }
  return std::nullopt;
}

}  // namespace

const char* to_string(Stage stage) {
  switch (stage) {
    case Stage::safety: return "safety";
    case Stage::tests: return "tests";
    case Stage::equivalence: return "equivalence";
    case Stage::duet: return "duet";
    case Stage::confirmation: return "confirmation";
  }
  return "safety";
}

struct Judge::State {
  Setting setting;
  std::map<std::string, std::string> files;  // what differs from the disk
  std::unique_ptr<SideFolder> a, b;
  BaseMemory memory;
  FalseDiscoveryControl discoveries;

  Result<std::string> current(const std::string& file) const {
    const auto known = files.find(file);
    if (known != files.end()) return known->second;
    return read_file(setting.root / file);
  }
};

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::~Judge() = default;

Result<std::unique_ptr<Judge>> Judge::create(Setting setting, std::map<std::string, std::string> files) {
  if (setting.sandbox == nullptr) return fail(ErrorCode::internal, "a judge needs a sandbox");
  auto state = std::make_unique<State>();
  state->setting = std::move(setting);
  state->files = std::move(files);
  state->a = VX_TRY(SideFolder::create(state->setting, state->files));
  state->b = VX_TRY(SideFolder::create(state->setting, state->files));
  return std::unique_ptr<Judge>(new Judge(std::move(state)));
}

Result<Judged> Judge::judge(const model::Candidate& candidate, const UnitEvidence& evidence, Deadline deadline,
                            const std::function<void(const Progress&)>& progress) {
  if (progress) progress({Stage::safety, 0, 1, 0, 0, ""});
  const std::string before = VX_TRY_CONTEXT("judging a candidate", state_->current(candidate.file));
  SafetyCheck safety = VX_TRY(check_static_safety(candidate, evidence.unit, before, state_->setting.safety));
  Judged judged;
  judged.verdict.seed = state_->setting.seed;
  if (!safety.safe()) {
    judged.verdict.kind = safety.malformed ? model::VerdictKind::failed : model::VerdictKind::unsafe;
    judged.verdict.reason = std::move(safety.reason);
    judged.verdict.assurance = candidate.assurance;
    return judged;
  }
  VX_TRY(state_->b->put(candidate.file, safety.after));
  Trial::Context context{state_->setting,     *state_->a, *state_->b,          state_->memory,
                         state_->discoveries, duet_cpu(), state_->setting.seed};
  auto verdict = Trial(context, candidate, evidence, deadline, progress).judge();
  VX_TRY(state_->b->clean());
  VX_TRY(state_->b->put(candidate.file, before));
  judged.verdict = VX_TRY(std::move(verdict));
  if (!judged.verdict.accepted()) return judged;
  VerifiedPatch patch;
  patch.id_ = short_hash(candidate.file + '\0' + before + '\0' + safety.after);
  patch.file_ = candidate.file;
  patch.before_ = before;
  patch.after_ = std::move(safety.after);
  patch.candidate_ = candidate;
  patch.verdict_ = judged.verdict;
  judged.patch = std::move(patch);
  return judged;
}

Result<void> Judge::adopt(const VerifiedPatch& patch) {
  const std::string current = VX_TRY(state_->current(patch.file()));
  if (current != patch.before()) {
    return fail(ErrorCode::conflict,
                fmt::format("patch {} was made for another version of {}", patch.id(), patch.file()));
  }
  VX_TRY(state_->a->put(patch.file(), patch.after()));
  VX_TRY(state_->b->put(patch.file(), patch.after()));
  state_->files[patch.file()] = patch.after();
  state_->memory = {};
  return {};
}

Result<model::Verdict> Judge::judge_workload(const std::map<std::string, std::string>& before,
                                             const std::map<std::string, std::string>& after, Deadline deadline,
                                             const std::function<void(const Progress&)>& progress) {
  const Setting& setting = state_->setting;
  if (!setting.workload) return fail(ErrorCode::unsupported, "there is no workload to compare");
  const double start = monotonic_seconds();
  const auto a = VX_TRY(SideFolder::create(setting, before));
  const auto b = VX_TRY(SideFolder::create(setting, after));
  model::Verdict verdict;
  verdict.seed = setting.seed;
  verdict.assurance = model::Assurance::tested;
  const auto finish = [&](model::VerdictKind kind, std::string reason) {
    verdict.kind = kind;
    verdict.reason = std::move(reason);
    verdict.seconds = monotonic_seconds() - start;
    return verdict;
  };
  if (progress) progress({Stage::equivalence, 0, 1, 0, 0, "comparing whole runs"});
  const WholeReference reference = VX_TRY(build_whole_reference(a->whole(), *setting.workload, deadline));
  if (reference.unusable()) return finish(model::VerdictKind::inconclusive, *reference.unusable());
  verdict.assumptions = reference.assumptions();
  // A first run that is not timed: it compares, and leaves the compiled files that the original has already.
  const WholeRun first = VX_TRY(run_whole(b->whole(), *setting.workload, 1, deadline));
  if (const auto difference = reference.difference(first)) {
    if (deadline.passed())
      return finish(model::VerdictKind::inconclusive, "the time was over before whole runs were compared");
    return finish(model::VerdictKind::not_equivalent, fmt::format("with all changes {}", *difference));
  }
  ++verdict.equivalence.whole_runs;
  WholePairs source(a->whole(), b->whole(), *setting.workload, reference, setting.seed + 3, duet_cpu(), deadline);
  DuetOptions options;
  options.fixed_pairs = kWorkloadPairs;
  options.seed = setting.seed + 3;
  options.deadline = deadline;
  options.cancel = setting.cancel;
  options.progress = [&](int pairs, const model::Speedup& s) {
    if (progress) progress({Stage::duet, pairs, s.estimate, s.low, s.high, ""});
  };
  const DuetResult result = VX_TRY(run_duet(source, options));
  verdict.pairs = result.speedup.pairs;
  verdict.equivalence.whole_runs += result.speedup.pairs;
  if (result.fault) {
    return finish(result.fault->side == Side::b ? model::VerdictKind::not_equivalent : model::VerdictKind::inconclusive,
                  fmt::format("{}: {}", result.fault->side == Side::b ? "with all changes" : "the original",
                              result.fault->fault.text));
  }
  if (result.speedup.pairs < kLeastWorkloadPairs) {
    return finish(model::VerdictKind::inconclusive,
                  "the time was over after " + text::counted(result.speedup.pairs, "pair") + " of whole runs");
  }
  verdict.speedup = verdict.confirmed = result.speedup;
  const std::string text = fmt::format("x{:.2f} [{:.2f}, {:.2f}] in {} pairs of whole runs", result.speedup.estimate,
                                       result.speedup.low, result.speedup.high, result.speedup.pairs);
  if (result.speedup.low > 1) return finish(model::VerdictKind::accepted, text);
  if (result.speedup.high < 1) return finish(model::VerdictKind::slower, text);
  return finish(model::VerdictKind::no_gain, text);
}

}  // namespace velox::experiment
