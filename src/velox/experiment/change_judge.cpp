// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/change_judge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/base/text.hpp"
#include "velox/experiment/trial.hpp"
#include "velox/experiment/workload_trial.hpp"

namespace velox::experiment {

namespace {

using model::VerdictKind;

constexpr double kWholeShare = 0.45;  // of the time, the most that is kept for the whole workload
constexpr double kWholeRuns = 24;     // workload runs that its comparison takes: two references, a first run, pairs
constexpr double kTestsShare = 0.25;  // of the time, the most for all tests
constexpr double kLeastPartSeconds = 2;

bool is_wrong(VerdictKind kind) {
  return kind == VerdictKind::not_equivalent || kind == VerdictKind::unsafe || kind == VerdictKind::failed;
}

// Equivalence was looked at before a trial ended in this way.
bool was_compared(const model::Verdict& verdict) {
  const auto& counts = verdict.equivalence;
  return counts.captured + counts.generated + counts.tests_run + counts.whole_runs > 0;
}

class ChangeTrial {
 public:
  ChangeTrial(const Setting& setting, const ChangeQuestion& question, Deadline deadline, const ChangeProgress& progress)
      : setting_(setting), question_(question), deadline_(deadline), progress_(progress) {}

  Result<ChangeVerdict> judge() {
    const double start = monotonic_seconds();
    a_ = VX_TRY(SideFolder::create(setting_, {}));
    b_ = VX_TRY(SideFolder::create(setting_, {}));
    VX_TRY(b_->put(question_.change));
    for (const auto& file : question_.change.files) changed_.push_back(file.file);
    result_.verdict.assurance = model::Assurance::tested;
    result_.verdict.assumptions = question_.assumptions;
    result_.verdict.seed = setting_.seed;
    if (VX_TRY(all_tests_agree()) && VX_TRY(parts_agree()) && VX_TRY(whole_agrees())) conclude();
    result_.verdict.seconds = monotonic_seconds() - start;
    return std::move(result_);
  }

 private:
  bool stop(VerdictKind kind, std::string reason) {
    result_.verdict.kind = kind;
    result_.verdict.reason = std::move(reason);
    return false;
  }

  void note(Stage stage, std::string text) const {
    if (progress_.progress) progress_.progress({stage, 0, 1, 0, 0, std::move(text)});
  }

  Result<bool> all_tests_agree() {
    if (!question_.all_tests) return true;
    note(Stage::tests, "running all tests before and after");
    const auto limit = deadline_.sooner(kTestsShare * deadline_.left());
    const TestRun before = VX_TRY(run_tests(a_->program(), *question_.all_tests, limit));
    VX_TRY(a_->clean());
    if (before.outcome.kind == model::OutcomeKind::timed_out) return tests_left_out();
    const TestRun after = VX_TRY(run_tests(b_->program(), *question_.all_tests, limit));
    VX_TRY(b_->clean());
    const TestComparison found = compare_tests(before, after);
    if (found.usable && found.difference) {
      if (after.outcome.kind == model::OutcomeKind::timed_out && limit.passed()) return tests_left_out();
      return stop(VerdictKind::not_equivalent, "with the change " + *found.difference);
    }
    auto& counts = result_.verdict.equivalence;
    counts.tests_run = found.run;
    counts.tests_passed = found.passed;
    if (found.failing_before > 0)
      assume(text::counted(found.failing_before, "test") + " left out: failing before the change");
    return true;
  }

  bool tests_left_out() {
    assume("the project's tests were not run: they take too long for the budget");
    return true;
  }

  void assume(std::string text) {
    auto& all = result_.verdict.assumptions;
    if (std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
  }

  Result<bool> parts_agree() {
    const double whole = std::min(kWholeShare * deadline_.left(), kWholeRuns * question_.workload_s);
    for (std::size_t i = 0; i < question_.parts.size(); ++i) {
      const ChangePart& part = question_.parts[i];
      const double share = (deadline_.left() - whole) / static_cast<double>(question_.parts.size() - i);
      if (progress_.part_started) progress_.part_started(part.evidence.unit.id);
      PartVerdict done{part.evidence.unit.id, VX_TRY(judge_part(part, std::max(share, kLeastPartSeconds)))};
      if (progress_.part_done) progress_.part_done(done);
      result_.parts.push_back(done);
      if (is_wrong(done.verdict.kind)) return stop(done.verdict.kind, done.unit.qualname + ": " + done.verdict.reason);
      add_counts(done.verdict);
    }
    return true;
  }

  Result<model::Verdict> judge_part(const ChangePart& part, double seconds) {
    model::Candidate candidate;
    candidate.strategy = "change";
    candidate.unit = part.evidence.unit.id;
    candidate.file = candidate.unit.file;
    candidate.judging = part.may_keep_state ? model::Judging::sequence : model::Judging::calls;
    const Trial::Context context{setting_, *a_, *b_, memory_, discoveries_, duet_cpu(), setting_.seed, changed_};
    auto verdict = Trial(context, candidate, part.evidence, deadline_.sooner(seconds), progress_.progress).judge();
    VX_TRY(b_->clean());
    return verdict;
  }

  void add_counts(const model::Verdict& verdict) {
    auto& sum = result_.verdict.equivalence;
    const auto& one = verdict.equivalence;
    sum.captured += one.captured;
    sum.generated += one.generated;
    sum.held_out += one.held_out;
    sum.whole_runs += one.whole_runs;
    if (!question_.all_tests) {
      sum.tests_run = std::max(sum.tests_run, one.tests_run);
      sum.tests_passed = std::max(sum.tests_passed, one.tests_passed);
    }
    result_.verdict.pairs += verdict.pairs;
    result_.verdict.memory_ratio = std::max(result_.verdict.memory_ratio, verdict.memory_ratio);
    result_.verdict.assurance = model::weaker(result_.verdict.assurance, verdict.assurance);
    for (const std::string& assumption : verdict.assumptions) assume(assumption);
  }

  Result<bool> whole_agrees() {
    result_.whole = VX_TRY(compare_workload(setting_, *a_, *b_, changed_, deadline_, progress_.progress));
    result_.verdict.equivalence.whole_runs += result_.whole->equivalence.whole_runs;
    for (const std::string& assumption : result_.whole->assumptions) assume(assumption);
    const VerdictKind kind = result_.whole->kind;
    if (is_wrong(kind) || kind == VerdictKind::slower)
      return stop(kind, "the workload as a whole: " + result_.whole->reason);
    return true;
  }

  // Nothing differs so far. Is everything compared, and does it gain?
  void conclude() {
    const bool ran = result_.whole->equivalence.whole_runs > 0;
    if (!question_.unreached.empty()) {
      stop(VerdictKind::inconclusive,
           fmt::format("neither the workload nor a test calls {}: what it does now was not compared",
                       text::join(question_.unreached, ", ")));
      return;
    }
    const auto blind =
        std::ranges::find_if(result_.parts, [](const auto& part) { return !was_compared(part.verdict); });
    if (blind != result_.parts.end()) {  // what cannot be replayed was compared by whole runs: this is for want of time
      stop(VerdictKind::inconclusive, blind->unit.qualname + ": " + blind->verdict.reason);
      return;
    }
    if (question_.elsewhere && !ran) {
      stop(VerdictKind::inconclusive, "code outside of functions was not compared: " + result_.whole->reason);
      return;
    }
    decide_gain();
  }

  void decide_gain() {
    const auto& whole = *result_.whole;
    const PartVerdict* slow = nullptr;
    const PartVerdict* fast = nullptr;
    for (const auto& part : result_.parts) {
      if (part.verdict.kind == VerdictKind::slower) slow = &part;
      if (part.verdict.accepted()) fast = &part;
    }
    if (whole.accepted() && whole.confirmed->estimate >= 1 + setting_.min_gain) {
      if (slow != nullptr) assume(slow->unit.qualname + " by itself is slower: " + slow->verdict.reason);
      result_.verdict.confirmed = result_.verdict.speedup = whole.confirmed;
      stop(VerdictKind::accepted, "the workload as a whole: " + whole.reason);
      return;
    }
    if (slow != nullptr) {
      stop(VerdictKind::slower, slow->unit.qualname + ": " + slow->verdict.reason);
      return;
    }
    if (fast != nullptr) {
      result_.verdict.speedup = fast->verdict.speedup;
      result_.verdict.confirmed = fast->verdict.confirmed;
      stop(VerdictKind::accepted, fast->unit.qualname + ": " + fast->verdict.reason);
      return;
    }
    const auto undecided = std::ranges::find_if(
        result_.parts, [](const auto& part) { return part.verdict.kind == VerdictKind::inconclusive; });
    if (undecided != result_.parts.end()) {
      stop(VerdictKind::inconclusive, undecided->unit.qualname + ": " + undecided->verdict.reason);
      return;
    }
    result_.verdict.speedup = whole.speedup;
    stop(whole.kind == VerdictKind::inconclusive ? whole.kind : VerdictKind::no_gain,
         "it behaves the same and gains nothing that matters: " + whole.reason);
  }

  const Setting& setting_;
  const ChangeQuestion& question_;
  Deadline deadline_;
  const ChangeProgress& progress_;
  std::unique_ptr<SideFolder> a_, b_;
  std::vector<std::string> changed_;
  BaseMemory memory_;
  FalseDiscoveryControl discoveries_;
  ChangeVerdict result_;
};

}  // namespace

Result<ChangeVerdict> judge_change(const Setting& setting, const ChangeQuestion& question, Deadline deadline,
                                   const ChangeProgress& progress) {
  if (setting.sandbox == nullptr || !setting.workload)
    return fail(ErrorCode::internal, "judging a change needs a sandbox and a workload");
  return ChangeTrial(setting, question, deadline, progress).judge();
}

}  // namespace velox::experiment
