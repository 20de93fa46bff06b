// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "velox/base/statistics.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/instruction_count.hpp"

namespace velox::experiment {

namespace {

using model::VerdictKind;

// A patch that needs more than this much memory is refused, unless it pays for it.
constexpr double kMemoryRatio = 1.25;
constexpr double kMemorySlackBytes = 8.0 * (1 << 20);
constexpr double kMemoryForgivenFrom = 2.0;  // confirmed speed-up from which up to twice the memory is a fair trade
constexpr double kMemoryMostRatio = 2.0;
constexpr double kImportRatio = 1.25;
constexpr double kImportSlackSeconds = 0.020;

constexpr double kPlaceboDuetShare = 0.9;  // it is hardly ever confirmed
constexpr double kDuetShare = 0.6;         // of the time left after that
constexpr double kBatchSeconds = 0.010;
constexpr double kLongestBatch = 0.03;
constexpr int kConfirmationPairs = 9;       // the 2nd to 8th value cover the median with 96 %
constexpr int kLeastConfirmationPairs = 6;  // all six cover it with 97 %
constexpr double kLargeGain = 1.5;          // from which on a wider interval will do
constexpr double kCountSeconds = 10;        // that counting instructions takes, on a quiet machine
constexpr int kMostConfirmationPairs = 40;

std::string times(const model::Speedup& speedup) {
  return fmt::format("×{:.2f} [{:.2f}, {:.2f}]", speedup.estimate, speedup.low, speedup.high);
}

}  // namespace

Trial::Trial(Context context, const model::Candidate& candidate, const UnitEvidence& evidence, Deadline deadline,
             const std::function<void(const Progress&)>& progress)
    : context_(context), candidate_(candidate), evidence_(evidence), deadline_(deadline), progress_(progress) {
  verdict_.assurance = candidate.assurance;
  verdict_.assumptions = candidate.assumptions;
  verdict_.seed = context.seed;
}

bool Trial::stop(VerdictKind kind, std::string reason) {
  verdict_.kind = kind;
  verdict_.reason = std::move(reason);
  return false;
}

bool Trial::undecided(std::string reason) {
  verdict_.more_time_decides = true;
  return stop(VerdictKind::inconclusive, std::move(reason));
}

void Trial::report(Stage stage, std::string note, int pairs, const model::Speedup& speedup) const {
  if (!progress_) return;
  const bool known = pairs > 0;
  progress_({stage, pairs, speedup.estimate, known ? speedup.low : 0, known ? speedup.high : 0, std::move(note)});
}

// A placebo makes do with what was observed for candidates; where nothing was, with less that is kept apart.
BaseMemory::UnitCase& Trial::unit_case() const {
  auto& units = context_.memory.units;
  const std::string id = evidence_.unit.id.text();
  return candidate_.placebo && !units[id].reference ? units[id + " placebo"] : units[id];
}
const Reference& Trial::reference() const { return **unit_case().reference; }

Result<model::Verdict> Trial::judge() {
  const double start = monotonic_seconds();
  for (SideFolder* side : {&context_.a, &context_.b}) side->watch(context_.changed);
  static_cast<void>(VX_TRY(context_.setting.extent == Extent::whole ? all_stages() : all_but_timed()));
  verdict_.seconds = monotonic_seconds() - start;
  return verdict_;
}

Trial::Step Trial::all_stages() {
  for (const auto stage : {&Trial::prepare_route, &Trial::equivalence, &Trial::duet, &Trial::confirmation}) {
    if (!VX_TRY((this->*stage)())) return false;
  }
  return true;
}

// What would be compared of a candidate that turns out to be fast.
Trial::Step Trial::all_but_timed() {
  if (!VX_TRY(prepare_route()) || !VX_TRY(equivalence())) return false;
  if (!tests_done_ && !VX_TRY(tests())) return false;
  if (route_ == Route::calls && (!VX_TRY(compare_held_out()) || !VX_TRY(last_comparisons()))) return false;
  return stop(VerdictKind::inconclusive, kNotTimed);
}

Batch Trial::batch_for(bool confirming) const {
  const Reference& known = reference();
  const auto& preferred = confirming ? known.held_out : known.train;
  std::vector<InputCost> costs;
  std::set<int> buckets;
  for (const Expected& expected : preferred) {
    costs.push_back({&expected.input, expected.seconds});
    buckets.insert(expected.input.bucket);
  }
  // A size of which there was only one call is needed on both sides of the split, or the times would be of other work.
  for (const Expected& expected : confirming ? known.train : known.held_out) {
    if (!buckets.contains(expected.input.bucket)) costs.push_back({&expected.input, expected.seconds});
  }
  if (costs.empty()) {
    for (const Expected& expected : confirming && !known.made_held_out.empty() ? known.made_held_out : known.made) {
      costs.push_back({&expected.input, expected.seconds});
    }
  }
  return plan_batch(costs, kBatchSeconds, kLongestBatch, context_.seed);
}

CallPlan Trial::plan_for(bool confirming, std::uint64_t seed, Deadline deadline) {
  CallPlan plan;
  plan.a = context_.a.worker(evidence_, context_.cpu);
  plan.b = context_.b.worker(evidence_, context_.cpu);
  plan.seed = seed;
  plan.reuse = &reuse_;
  plan.shortest_shared_s = context_.setting.noise.run_seconds;
  plan.deadline = deadline;
  if (route_ == Route::sequence) {
    std::map<std::string, std::string> names;
    for (const std::string& bytes : unit_case().inputs.sequence) {
      const auto [at, is_new] = names.emplace(bytes, fmt::format("s{}", names.size()));
      if (is_new) plan.inputs.push_back({at->second, bytes, Origin::captured, 0, 1, ""});
      plan.batch.push_back(at->second);
    }
    return plan;
  }
  plan.batch = batch_for(confirming).inputs;
  const std::set<std::string> used(plan.batch.begin(), plan.batch.end());
  const Reference& known = reference();
  for (const auto* list : {&known.train, &known.held_out, &known.made, &known.made_held_out}) {
    for (const Expected& expected : *list) {
      if (used.contains(expected.input.id)) plan.inputs.push_back(expected.input);
    }
  }
  return plan;
}

void Trial::take_gauges(const SideGauges& a, const SideGauges& b) {
  const auto append = [](SideGauges& to, const SideGauges& from) {
    to.peak_rss.insert(to.peak_rss.end(), from.peak_rss.begin(), from.peak_rss.end());
    to.import_s.insert(to.import_s.end(), from.import_s.begin(), from.import_s.end());
  };
  append(gauges_a_, a);
  append(gauges_b_, b);
}

Result<DuetResult> Trial::measure(Stage stage, std::optional<int> fixed_pairs, Deadline deadline, std::uint64_t seed) {
  DuetOptions options;
  options.sequential.min_log_gain = std::log1p(std::max(context_.setting.min_gain, 0.001));
  options.fixed_pairs = fixed_pairs;
  options.seed = seed;
  options.deadline = deadline;
  options.cancel = context_.setting.cancel;
  options.progress = [&](int pairs, const model::Speedup& speedup) { report(stage, "", pairs, speedup); };
  if (route_ == Route::whole) {
    const WholeReference* whole = VX_TRY(whole_of_a());
    WholePairs source(context_.a.whole(), context_.b.whole(), *context_.setting.workload, *whole, seed, context_.cpu,
                      deadline_);
    auto result = VX_TRY(run_duet(source, options));
    take_gauges({source.peaks(Side::a), {}}, {source.peaks(Side::b), {}});
    verdict_.equivalence.whole_runs += result.speedup.pairs;
    return result;
  }
  CallPlan plan = plan_for(stage == Stage::confirmation, seed, deadline);
  if (route_ == Route::sequence) {
    ColdSequence source(std::move(plan));
    auto result = VX_TRY(run_duet(source, options));
    take_gauges(source.gauges(Side::a), source.gauges(Side::b));
    return result;
  }
  LiveCalls source(std::move(plan));
  auto result = VX_TRY(run_duet(source, options));
  source.read_gauges();
  take_gauges(source.gauges(Side::a), source.gauges(Side::b));
  if (source.base() == TimeBase::wall && stage == Stage::duet) {
    verdict_.assumptions.push_back("the unit mostly waits: wall time without queueing for a CPU was compared");
  }
  return result;
}

Trial::Step Trial::check_measurement(const DuetResult& result, const char* what) {
  if (!result.fault) return true;
  const std::string& text = result.fault->fault.text;
  if (result.fault->clock_disagrees) {
    const char* side = result.fault->side == Side::a ? "the original" : "the changed code";
    return stop(result.fault->side == Side::b ? VerdictKind::unsafe : VerdictKind::inconclusive,
                fmt::format("{}: {}", side, text));
  }
  if (result.fault->differs)
    return stop(VerdictKind::not_equivalent, fmt::format("when it is timed, the changed code {}", text));
  if (result.fault->side == Side::a)
    return stop(VerdictKind::inconclusive, fmt::format("the original failed during the {}: {}", what, text));
  return stop(VerdictKind::not_equivalent,
              fmt::format("the changed code failed during the {}, where the original did not: {}", what, text));
}

Trial::Step Trial::duet() {
  const double start = monotonic_seconds();
  const double share = candidate_.placebo                            ? kPlaceboDuetShare
                       : tests_done_ || evidence_.tests.argv.empty() ? kDuetShare
                                                                     : kDuetShare / 2;
  duet_ = VX_TRY(measure(Stage::duet, std::nullopt, deadline_.sooner(deadline_.left() * share), context_.seed + 1));
  verdict_.pairs = duet_.speedup.pairs;
  if (duet_.speedup.pairs > 0) {
    verdict_.speedup = duet_.speedup;
    pair_seconds_ = (monotonic_seconds() - start) / duet_.speedup.pairs;
  }
  if (!VX_TRY(check_measurement(duet_, "duet"))) return false;
  if (duet_.decision != Decision::win) context_.discoveries.record(false);
  switch (duet_.decision) {
    case Decision::win: break;
    case Decision::slower:
      return stop(VerdictKind::slower,
                  fmt::format("it is slower: {} in {} pairs", times(duet_.speedup), duet_.speedup.pairs));
    case Decision::futile:
      return stop(VerdictKind::no_gain,
                  fmt::format("no gain of {:.3g} % or more: {} in {} pairs", context_.setting.min_gain * 100,
                              times(duet_.speedup), duet_.speedup.pairs));
    case Decision::exhausted: return break_tie();
    case Decision::undecided: return undecided("the time was over after " + text::counted(duet_.speedup.pairs, "pair"));
  }
  return tests_done_ ? Step(true) : tests();
}

// No number of pairs told it from noise: the instructions of both sides may, where valgrind is. They never speak for a patch.
Trial::Step Trial::break_tie() {
  const std::string found =
      fmt::format("{} pairs could not tell whether it gains: {}", duet_.speedup.pairs, times(duet_.speedup));
  const auto valgrind = find_valgrind();
  if (route_ != Route::calls || candidate_.placebo || !valgrind || deadline_.left() < kCountSeconds)
    return undecided(found);
  report(Stage::duet, "counting instructions", duet_.speedup.pairs, duet_.speedup);
  const auto count = VX_TRY(count_instructions(plan_for(false, context_.seed, deadline_), *valgrind));
  if (!count) return undecided(found);
  if (count->ratio() < 1 + context_.setting.min_gain)
    return stop(VerdictKind::no_gain, fmt::format("{}, and it saves few instructions: ×{:.3f}", found, count->ratio()));
  return undecided(fmt::format("{}, though it saves instructions: ×{:.2f}; try again when the machine is quieter",
                               found, count->ratio()));
}

// Enough pairs that the evidence of both duets together passes the bar even if one pair goes the other way; as many as fit.
int Trial::confirmation_pairs() const {
  const double wanted = context_.discoveries.threshold() / std::max(duet_.gain_evidence, 1e-9);
  const bool large = duet_.speedup.low > kLargeGain;  // then no pair goes the other way
  int pairs = large ? kLeastConfirmationPairs : kConfirmationPairs;
  while (pairs < kMostConfirmationPairs && sign_evidence(pairs, large ? pairs : pairs - 1) < wanted) pairs += 2;
  const double fit = deadline_.left() / std::max(pair_seconds_, 1e-6);
  return fit < pairs ? static_cast<int>(fit) / 2 * 2 : pairs;
}

Trial::Step Trial::confirmation() {
  report(Stage::confirmation, "in fresh processes");
  if (route_ == Route::calls && !candidate_.placebo && !VX_TRY(compare_held_out())) return false;
  const int pairs = confirmation_pairs();
  if (pairs < kLeastConfirmationPairs)
    return undecided(
        fmt::format("it looks faster ({}), but there was no time left to confirm it", times(duet_.speedup)));
  const DuetResult confirmed = VX_TRY(measure(Stage::confirmation, pairs, deadline_, context_.seed + 2));
  verdict_.pairs += confirmed.speedup.pairs;
  if (confirmed.speedup.pairs > 0) verdict_.confirmed = confirmed.speedup;
  Step step = check_measurement(confirmed, "confirmation");
  if (step && *step && confirmed.out_of_time && confirmed.speedup.pairs < kLeastConfirmationPairs) {
    step = undecided("the time was over before the gain was confirmed");
  }
  if (step && *step) step = accept(confirmed);
  if (step && *step) step = last_comparisons();
  context_.discoveries.record(step && *step);
  return step;
}

Trial::Step Trial::accept(const DuetResult& confirmed) {
  const model::Speedup& speedup = confirmed.speedup;
  const double evidence = duet_.gain_evidence * confirmed.gain_evidence;
  if (speedup.estimate < 1 + context_.setting.min_gain) {
    return stop(VerdictKind::no_gain,
                fmt::format("the first measurement ({}) was not confirmed: {}", times(duet_.speedup), times(speedup)));
  }
  if (speedup.low <= 1 || evidence < context_.discoveries.threshold()) {
    return undecided(
        fmt::format("the gain is not certain enough: {} in {} confirming pairs", times(speedup), speedup.pairs));
  }
  if (!VX_TRY(gates()) || !VX_TRY(scaling())) return false;
  if (verdict_.assurance == model::Assurance::tested && route_ == Route::whole && verdict_.equivalence.tests_run == 0)
    verdict_.assurance = model::Assurance::observed;
  verdict_.kind = VerdictKind::accepted;
  verdict_.reason = fmt::format("confirmed {} in {} pairs; {}", times(speedup), speedup.pairs, agreement());
  return true;
}

std::string Trial::agreement() const {
  const auto& counts = verdict_.equivalence;
  std::vector<std::string> parts;
  if (counts.tests_passed > 0) parts.push_back(text::counted(counts.tests_passed, "test"));
  const int inputs = counts.captured + counts.generated + counts.held_out;
  if (inputs > 0)
    parts.push_back(fmt::format("{} {}", inputs, route_ == Route::sequence ? "calls in order" : "inputs"));
  if (counts.whole_runs > 0) parts.push_back(fmt::format("{} whole runs", counts.whole_runs));
  return text::join(parts, ", ") + " agree";
}

Trial::Step Trial::gates() {
  const double memory_a = median(gauges_a_.peak_rss), memory_b = median(gauges_b_.peak_rss);
  if (memory_a > 0 && memory_b > 0) verdict_.memory_ratio = memory_b / memory_a;
  const double import_a = median(gauges_a_.import_s), import_b = median(gauges_b_.import_s);
  if (import_a > 0 && import_b > 0) verdict_.import_ratio = import_b / import_a;
  const double most = verdict_.confirmed->estimate >= kMemoryForgivenFrom ? kMemoryMostRatio : kMemoryRatio;
  if (verdict_.memory_ratio > most && memory_b - memory_a > kMemorySlackBytes) {
    return stop(VerdictKind::no_gain,
                fmt::format("it is faster ({}), but peak memory grows {:.2f} times, by {:.0f} MiB",
                            times(*verdict_.confirmed), verdict_.memory_ratio, (memory_b - memory_a) / (1 << 20)));
  }
  if (verdict_.import_ratio > kImportRatio && import_b - import_a > kImportSlackSeconds) {
    return stop(VerdictKind::no_gain, fmt::format("it is faster ({}), but importing the module takes {:.0f} ms longer",
                                                  times(*verdict_.confirmed), (import_b - import_a) * 1000));
  }
  return true;
}

}  // namespace velox::experiment
