// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "velox/base/text.hpp"

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

constexpr double kReferenceShare = 0.12;   // of the time left, for observing A (once per unit)
constexpr double kPlaceboDuetShare = 0.9;  // it is hardly ever confirmed
constexpr double kDuetShare = 0.6;         // of the time left after that
constexpr double kQuickTests = 3;          // seconds on A: such tests come before the duet
constexpr int kVaried = 40;  // inputs of other types than were seen
constexpr double kBatchSeconds = 0.010;
constexpr double kLongestBatch = 0.03;
constexpr int kConfirmationPairs = 9;  // the 2nd to 8th value cover the median with 96 %
constexpr int kLeastConfirmationPairs = 6;
constexpr int kMostConfirmationPairs = 40;
constexpr double kWholeShare = 0.25;  // of the time left that extra whole runs may take

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::string times(const model::Speedup& speedup) {
  return fmt::format("x{:.2f} [{:.2f}, {:.2f}]", speedup.estimate, speedup.low, speedup.high);
}

std::string listed(const std::set<std::string>& names) { return text::join({names.begin(), names.end()}, ", "); }

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

void Trial::report(Stage stage, std::string note, int pairs, const model::Speedup& speedup) const {
  if (!progress_) return;
  const bool known = pairs > 0;
  progress_({stage, pairs, speedup.estimate, known ? speedup.low : 0, known ? speedup.high : 0, std::move(note)});
}

BaseMemory::UnitCase& Trial::unit_case() const { return context_.memory.units[evidence_.unit.id.text()]; }
const Reference& Trial::reference() const { return **unit_case().reference; }

Result<model::Verdict> Trial::judge() {
  const double start = monotonic_seconds();
  VX_TRY(context_.setting.extent == Extent::whole ? all_stages() : all_but_timed());
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
  if (route_ == Route::calls && (!VX_TRY(compare_held_out()) || !VX_TRY(adequacy()))) return false;
  return stop(VerdictKind::inconclusive, kNotTimed);
}

Trial::Step Trial::fall_back_to_whole(const std::string& why) {
  if (!context_.setting.workload) {
    return stop(VerdictKind::inconclusive, fmt::format("{}, and there is no workload to compare as a whole", why));
  }
  route_ = Route::whole;
  verdict_.assumptions.push_back(fmt::format("compared by whole runs of the workload only: {}", why));
  return true;
}

Trial::Step Trial::prepare_route() {
  if (candidate_.judging == model::Judging::workload) {
    if (!context_.setting.workload)
      return stop(VerdictKind::inconclusive, "it can only be judged by whole runs, and there is no workload");
    route_ = Route::whole;
    return true;
  }
  if (!evidence_.observed.not_replayable.empty()) {
    const std::string& why = evidence_.observed.not_replayable;
    if (evidence_.calls.empty()) return fall_back_to_whole(fmt::format("its calls can't be replayed ({})", why));
    verdict_.assumptions.push_back(fmt::format("calls that could not be recorded were not compared ({})", why));
  }
  auto& known = unit_case();
  if (!known.reference) {
    known.inputs = VX_TRY(read_inputs(evidence_.calls, context_.seed));
    ReferenceOptions options;
    options.seed = context_.seed;
    options.varied = kVaried;
    options.deadline = deadline_.sooner(deadline_.left() * kReferenceShare);
    report(Stage::equivalence, "observing the original");
    known.reference = VX_TRY(build_reference(context_.a.worker(evidence_, context_.cpu), known.inputs, options));
  }
  if (!*known.reference) {
    const Fault& why = known.reference->error();
    if (why.kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    return fall_back_to_whole(fmt::format("it can't be called on its own ({})", why.text));
  }
  route_ = candidate_.judging == model::Judging::sequence ? Route::sequence : Route::calls;
  if (route_ == Route::sequence && known.inputs.sequence.empty())
    return fall_back_to_whole("it keeps state, and no sequence of calls was recorded");
  if (route_ == Route::calls && reference().usable() == 0) {
    return fall_back_to_whole(reference().unstable > 0 ? "its results differ from run to run"
                                                       : "there is no call of it that can be replayed");
  }
  return true;
}

Trial::Step Trial::equivalence() {
  if (candidate_.placebo && route_ != Route::whole) return true;  // a comment: only its speed is asked for
  VX_TRY(context_.b.warm_from(context_.a, context_.changed));
  Step step = route_ == Route::calls      ? equivalence_by_calls()
              : route_ == Route::sequence ? equivalence_by_sequence()
                                          : equivalence_by_whole_runs();
  if (!step || !*step) return step;
  const TestRun* a = VX_TRY(tests_of_a());
  if (a != nullptr && a->outcome.wall_s <= kQuickTests) return tests();
  return true;
}

Trial::Step Trial::equivalence_by_calls() {
  const Reference& known = reference();
  std::vector<const Expected*> inputs;
  for (const Expected& expected : known.train) inputs.push_back(&expected);
  for (const Expected& expected : known.made) inputs.push_back(&expected);
  report(Stage::equivalence, text::counted(std::ssize(inputs), "input") + " to compare");
  const Comparison found =
      VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), inputs, known.params, context_.seed, deadline_));
  verdict_.equivalence.captured = found.captured;
  verdict_.equivalence.generated = found.generated;
  if (found.difference) return stop(VerdictKind::not_equivalent, fmt::format("the changed code {}", *found.difference));
  if (found.out_of_time) return stop(VerdictKind::inconclusive, "the time was over before all inputs were compared");
  if (known.unstable > 0)
    verdict_.assumptions.push_back(text::counted(known.unstable, "input") +
                                   " left out: the original's own results vary there");
  if (known.timed_out > 0)
    verdict_.assumptions.push_back(text::counted(known.timed_out, "input") +
                                   " left out: the original takes too long there");
  if (known.unusable > 0)
    verdict_.assumptions.push_back(text::counted(known.unusable, "input") + " left out: they can't be replayed");
  std::set<std::string> opaque = known.opaque;
  opaque.insert(found.opaque.begin(), found.opaque.end());
  if (!opaque.empty()) {
    verdict_.equivalence.opaque.assign(opaque.begin(), opaque.end());
    verdict_.assurance =
        verdict_.assurance == model::Assurance::proven ? model::Assurance::tested : model::Assurance::observed;
    verdict_.assumptions.push_back(fmt::format("values of {} were compared by what they print only", listed(opaque)));
  }
  report(Stage::equivalence,
         fmt::format("{}: no difference", text::counted(found.captured + found.generated, "input")));
  return true;
}

Trial::Step Trial::equivalence_by_sequence() {
  const auto& sequence = unit_case().inputs.sequence;
  report(Stage::equivalence, fmt::format("a sequence of {} calls to compare", sequence.size()));
  const auto found =
      VX_TRY(compare_sequence(context_.a.worker(evidence_, context_.cpu), context_.b.worker(evidence_, context_.cpu),
                              sequence, context_.seed, deadline_));
  if (found.unusable) return fall_back_to_whole(*found.unusable);
  if (found.difference)
    return stop(VerdictKind::not_equivalent,
                fmt::format("in the recorded sequence of calls the changed code {}", *found.difference));
  if (found.out_of_time)
    return stop(VerdictKind::inconclusive, "the time was over before the recorded sequence was compared");
  if (found.agreed == 0) return fall_back_to_whole("its results differ from run to run");
  verdict_.equivalence.captured = found.agreed;
  if (found.unstable > 0)
    verdict_.assumptions.push_back(
        fmt::format("{} calls were not compared: the original's own results vary", found.unstable));
  report(Stage::equivalence, fmt::format("{} calls in order agree", found.agreed));
  if (!context_.setting.workload) return true;
  // State that outlives a call can show anywhere in the program: the whole run is compared too, when there is time.
  const WholeReference* whole = VX_TRY(whole_of_a());
  if (whole->unusable() || whole->wall_s() * 2 > deadline_.left() * kWholeShare) {
    verdict_.assumptions.push_back("the workload as a whole was not compared: it takes too long or can't be repeated");
    return true;
  }
  return equivalence_by_whole_runs();
}

Result<const WholeReference*> Trial::whole_of_a() {
  auto& known = context_.memory.whole;
  if (!known) known = VX_TRY(build_whole_reference(context_.a.whole(), *context_.setting.workload, deadline_));
  return &*known;
}

Trial::Step Trial::equivalence_by_whole_runs() {
  report(Stage::equivalence, "comparing whole runs");
  const WholeReference* whole = VX_TRY(whole_of_a());
  if (whole->unusable() && deadline_.passed()) {
    context_.memory.whole.reset();
    return stop(VerdictKind::inconclusive, "the time was over before whole runs were compared");
  }
  if (whole->unusable()) return stop(VerdictKind::inconclusive, *whole->unusable());
  for (const std::uint32_t hash_seed : {1U, 2U}) {
    const WholeRun run = VX_TRY(run_whole(context_.b.whole(), *context_.setting.workload, hash_seed, deadline_));
    if (run.outcome.kind == model::OutcomeKind::timed_out && deadline_.passed()) {
      return stop(VerdictKind::inconclusive, "the time was over before whole runs were compared");
    }
    if (const auto difference = whole->difference(run))
      return stop(VerdictKind::not_equivalent, fmt::format("with the change {}", *difference));
    ++verdict_.equivalence.whole_runs;
  }
  for (const auto& assumption : whole->assumptions()) verdict_.assumptions.push_back(assumption);
  report(Stage::equivalence, "whole runs agree");
  return true;
}

Result<const TestRun*> Trial::tests_of_a() {
  const auto& selection = evidence_.tests;
  if (selection.argv.empty()) return nullptr;
  const std::string key = text::join(selection.argv, "\n") + "\n\n" + text::join(selection.ids, "\n");
  auto known = context_.memory.tests.find(key);
  if (known == context_.memory.tests.end()) {
    report(Stage::tests, "running the tests before the change");
    TestRun run = VX_TRY(run_tests(context_.a.program(), selection, deadline_));
    VX_TRY(context_.a.clean());
    known = context_.memory.tests.emplace(key, std::move(run)).first;
  }
  return &known->second;
}

Trial::Step Trial::tests() {
  const TestRun* a = VX_TRY(tests_of_a());
  tests_done_ = true;
  if (a == nullptr) return true;
  report(Stage::tests, "running the tests with the change");
  const TestRun b = VX_TRY(run_tests(context_.b.program(), evidence_.tests, deadline_));
  VX_TRY(context_.b.clean());
  TestComparison found = compare_tests(*a, b);
  if (found.difference && b.outcome.kind == model::OutcomeKind::timed_out && deadline_.passed()) {
    return stop(VerdictKind::inconclusive, "the time was over before the tests had run");
  }
  if (found.difference && found.usable) {
    // A test that fails now and then must not be blamed on the change: A has to pass it once more.
    const TestRun again = VX_TRY(run_tests(context_.a.program(), evidence_.tests, deadline_));
    VX_TRY(context_.a.clean());
    const TestComparison second = compare_tests(again, b);
    if (second.usable && second.difference) return stop(VerdictKind::not_equivalent, *second.difference);
    verdict_.assumptions.push_back(fmt::format("{} tests that do not always pass before the change were left out",
                                               std::max<std::size_t>(found.differing.size(), 1)));
    found = second;
  }
  verdict_.equivalence.tests_run = found.run;
  verdict_.equivalence.tests_passed = found.passed;
  if (found.failing_before > 0)
    verdict_.assumptions.push_back(text::counted(found.failing_before, "test") +
                                   " left out: failing before the change");
  report(Stage::tests, text::counted(found.passed, "test") + " passed");
  return true;
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

CallPlan Trial::plan_for(bool confirming, std::uint64_t seed, Deadline deadline) const {
  CallPlan plan;
  plan.a = context_.a.worker(evidence_, context_.cpu);
  plan.b = context_.b.worker(evidence_, context_.cpu);
  plan.seed = seed;
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
    case Decision::exhausted:
      return stop(VerdictKind::inconclusive, fmt::format("{} pairs could not tell whether it gains: {}",
                                                         duet_.speedup.pairs, times(duet_.speedup)));
    case Decision::undecided:
      return stop(VerdictKind::inconclusive, "the time was over after " + text::counted(duet_.speedup.pairs, "pair"));
  }
  return tests_done_ ? Step(true) : tests();
}

// Enough pairs that the evidence of both duets together passes the bar even if one pair goes the other way; as many as fit.
int Trial::confirmation_pairs() const {
  const double wanted = context_.discoveries.threshold() / std::max(duet_.gain_evidence, 1e-9);
  int pairs = kConfirmationPairs;
  while (pairs < kMostConfirmationPairs && sign_evidence(pairs, pairs - 1) < wanted) pairs += 2;
  const double fit = deadline_.left() / std::max(pair_seconds_, 1e-6);
  return fit < pairs ? static_cast<int>(fit) / 2 * 2 : pairs;
}

Trial::Step Trial::compare_held_out() {
  const Reference& known = reference();
  std::vector<const Expected*> inputs;
  for (const Expected& expected : known.held_out) inputs.push_back(&expected);
  for (const Expected& expected : known.made_held_out) inputs.push_back(&expected);
  if (inputs.empty()) {
    verdict_.assumptions.push_back(
        "no input was left to hold out: the confirmation used the same inputs in fresh processes");
    return true;
  }
  const Comparison found =
      VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), inputs, known.params, context_.seed + 17, deadline_));
  verdict_.equivalence.held_out = found.captured + found.generated;
  if (found.difference)
    return stop(VerdictKind::not_equivalent,
                fmt::format("on inputs held out until the end the changed code {}", *found.difference));
  if (found.out_of_time)
    return stop(VerdictKind::inconclusive, "the time was over before the held-out inputs were compared");
  return true;
}

Trial::Step Trial::confirmation() {
  report(Stage::confirmation, "in fresh processes");
  if (route_ == Route::calls && !candidate_.placebo && !VX_TRY(compare_held_out())) return false;
  const int pairs = confirmation_pairs();
  if (pairs < kLeastConfirmationPairs)
    return stop(VerdictKind::inconclusive,
                fmt::format("it looks faster ({}), but there was no time left to confirm it", times(duet_.speedup)));
  const DuetResult confirmed = VX_TRY(measure(Stage::confirmation, pairs, deadline_, context_.seed + 2));
  verdict_.pairs += confirmed.speedup.pairs;
  if (confirmed.speedup.pairs > 0) verdict_.confirmed = confirmed.speedup;
  Step step = check_measurement(confirmed, "confirmation");
  if (step && *step && confirmed.out_of_time && confirmed.speedup.pairs < kLeastConfirmationPairs) {
    step = stop(VerdictKind::inconclusive, "the time was over before the gain was confirmed");
  }
  if (step && *step) step = accept(confirmed);
  if (step && *step) step = adequacy();
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
    return stop(VerdictKind::inconclusive, fmt::format("the gain is not certain enough: {} in {} confirming pairs",
                                                       times(speedup), speedup.pairs));
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
