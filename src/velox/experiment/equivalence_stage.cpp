// SPDX-License-Identifier: Apache-2.0
// The stages of a trial that compare behaviour: by which route, on calls, on a sequence of them, on whole runs, by the tests.
#include <fmt/format.h>

#include <algorithm>

#include "velox/base/text.hpp"
#include "velox/experiment/together.hpp"
#include "velox/experiment/trial.hpp"

namespace velox::experiment {

using model::VerdictKind;

namespace {

constexpr double kReferenceShare = 0.15;  // of the time left, for observing A (once per unit), but
constexpr double kReferenceSeconds = 4;   // so much; both times as much when others use the CPU, as long as it is not
constexpr double kMostReferenceShare = 0.35;
constexpr double kPlaceboReferenceShare = 0.3;
constexpr int kPlaceboInputs = 4;
constexpr int kVaried = 40;             // inputs of other types than were seen
constexpr double kAgainstSeconds = 2;   // for observing the original on inputs made against one candidate
constexpr double kAgainstShare = 0.08;  // of the time left, at most
constexpr double kLeastSeconds = 0.25;  // with less there is no use in starting a worker
constexpr int kMadeAgainst = 60;
constexpr int kFewMade = 20;
constexpr double kQuickTests = 3;     // seconds on A: such tests come before the duet
constexpr double kWholeShare = 0.25;  // of the time left that extra whole runs may take

std::string listed(const std::set<std::string>& names) { return text::join({names.begin(), names.end()}, ", "); }

}  // namespace

Trial::Step Trial::fall_back_to_whole(const std::string& why) {
  if (!context_.setting.workload) {
    return stop(VerdictKind::inconclusive, fmt::format("{}, and there is no workload to compare as a whole", why));
  }
  route_ = Route::whole;
  verdict_.assumptions.push_back(fmt::format("compared by whole runs of the workload only: {}", why));
  return true;
}

// A placebo is only timed: some captured calls will do.
Result<void> Trial::observe_original(BaseMemory::UnitCase& known) {
  ReferenceOptions options;
  options.seed = context_.seed;
  const double left = deadline_.left();
  const double longer = std::max(context_.setting.noise.contention, 1.0);
  const double wanted = longer * std::max(kReferenceShare * left, kReferenceSeconds);
  const double share = std::min(wanted, kMostReferenceShare * left);
  options.deadline = deadline_.sooner(candidate_.placebo ? kPlaceboReferenceShare * left : share);
  options.varied = candidate_.placebo ? 0 : kVaried;
  InputBounds bounds;
  if (candidate_.placebo) {
    bounds.train = kPlaceboInputs;
    bounds.held_out = kPlaceboInputs / 2;
    options.made = evidence_.calls.empty() ? kPlaceboInputs : 0;
  }
  known.inputs = VX_TRY(read_inputs(evidence_.calls, context_.seed, bounds));
  report(Stage::equivalence, "observing the original");
  known.reference = VX_TRY(build_reference(context_.a.worker(evidence_, context_.cpu), known.inputs, options));
  return {};
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
  if (!known.reference) VX_TRY(observe_original(known));
  if (!*known.reference) {
    const Fault& why = known.reference->error();
    if (why.kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    return fall_back_to_whole(fmt::format("it can't be called on its own ({})", why.text));
  }
  route_ = candidate_.judging == model::Judging::sequence ? Route::sequence : Route::calls;
  if (route_ == Route::sequence && known.inputs.sequence.empty())
    return fall_back_to_whole("it keeps state, and no sequence of calls was recorded");
  if (route_ == Route::calls && !candidate_.placebo && reference().cut_short) {
    known.reference.reset();  // the next one may have more time
    return undecided("other programs left too little time to compare it on more than the recorded calls");
  }
  if (route_ == Route::calls && reference().usable() == 0) {
    return fall_back_to_whole(reference().unstable > 0 ? "its results differ from run to run"
                                                       : "there is no call of it that can be replayed");
  }
  return true;
}

Trial::Step Trial::equivalence() {
  VX_TRY(context_.b.warm_from(context_.a, context_.changed));
  if (candidate_.placebo && route_ != Route::whole) return true;  // a comment: only its speed is asked for
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
  const auto inputs = pointers({&known.train, &known.made});
  report(Stage::equivalence, text::counted(std::ssize(inputs), "input") + " to compare");
  const Comparison found =
      VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), inputs, known, context_.seed, deadline_));
  verdict_.equivalence.captured = found.captured;
  verdict_.equivalence.generated = found.generated;
  if (found.difference) return stop(VerdictKind::not_equivalent, fmt::format("the changed code {}", *found.difference));
  if (found.out_of_time) return undecided("the time was over before all inputs were compared");
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
  if (found.generated < kFewMade && !known.params.empty() && verdict_.assurance == model::Assurance::tested) {
    verdict_.assurance = model::Assurance::observed;
    verdict_.assumptions.push_back(
        "the recorded calls show all that matters: hardly any other input could be made of them");
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
  if (found.out_of_time) return undecided("the time was over before the recorded sequence was compared");
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
    return undecided("the time was over before whole runs were compared");
  }
  if (whole->unusable()) return stop(VerdictKind::inconclusive, *whole->unusable());
  VX_TRY(context_.b.warm_from(context_.a, context_.changed));  // of all that a whole run imports
  for (const std::uint32_t hash_seed : {1U, 2U}) {
    const WholeRun run = VX_TRY(run_whole(context_.b.whole(), *context_.setting.workload, hash_seed, deadline_));
    if (run.outcome.kind == model::OutcomeKind::timed_out && deadline_.passed()) {
      return undecided("the time was over before whole runs were compared");
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
    report(Stage::tests, "running the tests before and with the change");
    auto [a, b] = run_together([&] { return run_tests(context_.a.program(), selection, deadline_); },
                               [&] { return run_tests(context_.b.program(), selection, deadline_); });
    VX_TRY(context_.a.clean());
    VX_TRY(context_.b.clean());
    known = context_.memory.tests.emplace(key, VX_TRY(std::move(a))).first;
    tests_of_b_ = VX_TRY(std::move(b));
  }
  return &known->second;
}

Trial::Step Trial::tests() {
  const TestRun* a = VX_TRY(tests_of_a());
  tests_done_ = true;
  if (a == nullptr) return true;
  if (!tests_of_b_) {
    report(Stage::tests, "running the tests with the change");
    tests_of_b_ = VX_TRY(run_tests(context_.b.program(), evidence_.tests, deadline_));
    VX_TRY(context_.b.clean());
  }
  const TestRun& b = *tests_of_b_;
  TestComparison found = compare_tests(*a, b);
  if (found.difference && b.outcome.kind == model::OutcomeKind::timed_out && deadline_.passed()) {
    return undecided("the time was over before the tests had run");
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

Trial::Step Trial::compare_held_out() {
  const Reference& known = reference();
  const auto inputs = pointers({&known.held_out, &known.made_held_out});
  if (inputs.empty()) {
    verdict_.assumptions.push_back(
        "no input was left to hold out: the confirmation used the same inputs in fresh processes");
    return true;
  }
  const Comparison found =
      VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), inputs, known, context_.seed + 17, deadline_));
  verdict_.equivalence.held_out = found.captured + found.generated;
  if (found.difference)
    return stop(VerdictKind::not_equivalent,
                fmt::format("on inputs held out until the end the changed code {}", *found.difference));
  if (found.out_of_time) return undecided("the time was over before the held-out inputs were compared");
  return true;
}

// What is asked only of a candidate that everything else has said yes to.
Trial::Step Trial::last_comparisons() {
  if (candidate_.placebo || route_ != Route::calls) return true;
  if (!VX_TRY(compare_named_values())) return false;
  VX_TRY(compare_other_types());
  return adequacy();
}

// A value that only the candidate names, a bound or a special case, is where it may go another way.
Trial::Step Trial::compare_named_values() {
  ReferenceOptions options;
  options.seed = context_.seed + 41;
  options.made = kMadeAgainst;
  options.deadline = deadline_.sooner(std::min(kAgainstSeconds, deadline_.left() * kAgainstShare));
  if (options.deadline.left() < kLeastSeconds) return true;
  const WorkerSpec a = context_.a.worker(evidence_, context_.cpu), b = context_.b.worker(evidence_, context_.cpu);
  const auto changed = VX_TRY(read_file(b.view->content() / evidence_.unit.id.file));
  if (!names_new_values(changed, VX_TRY(read_file(a.view->content() / evidence_.unit.id.file)))) return true;
  const std::vector<Expected> made = VX_TRY(observe_against(a, reference(), changed, options));
  if (made.empty()) return true;
  const Comparison seen = VX_TRY(compare(b, pointers({&made}), reference(), options.seed, deadline_));
  verdict_.equivalence.generated += seen.generated;
  if (seen.difference)
    return stop(VerdictKind::not_equivalent,
                fmt::format("on inputs made of values that only it names the changed code {}", *seen.difference));
  if (seen.out_of_time)
    return undecided("the time was over before inputs made of values that only it names were compared");
  return true;
}

// Values of other types than were seen only weaken what is claimed: a candidate of less assurance leans on the types anyway.
Result<void> Trial::compare_other_types() {
  if (reference().varied.empty() || verdict_.assurance == model::Assurance::observed) return {};
  const Comparison seen = VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), pointers({&reference().varied}),
                                         reference(), context_.seed, deadline_));
  if (!seen.difference) return {};
  verdict_.assurance = model::Assurance::observed;
  verdict_.assumptions.push_back(
      fmt::format("arguments have the types that were seen: given others the changed code {}", *seen.difference));
  return {};
}

}  // namespace velox::experiment
