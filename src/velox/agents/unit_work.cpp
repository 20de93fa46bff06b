// SPDX-License-Identifier: Apache-2.0
// What a run does with one unit: single rewrites and sequences of them, in the order that the policy chooses, until none is left;
// an accepted one is the base of the next.
#include <algorithm>
#include <cmath>
#include <functional>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/agents/case_of.hpp"
#include "velox/agents/optimization.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

constexpr double kMinorShare = 0.4;   ///< of what is left, the most that a candidate of little promise may use
constexpr double kPromising = 0.03;   ///< expected saving from which a candidate may use all that is left
constexpr double kRetryFactor = 0.5;  ///< of the time it had, the least that a second try needs
constexpr double kLeastWholeRuns = 8;
constexpr double kCombiningShare = 0.25;  ///< of the budget, the most that sequences may use, search included
constexpr int kSequencesOfUnit = 4;       ///< that are judged
constexpr double kSearchShare = 0.02;     ///< of the budget, the most that one search for sequences may use
constexpr double kLongestSearch = 2;      ///< seconds

}  // namespace

/// Of one unit, as long as it is worked on.
struct Optimization::UnitWork {
  UnitReport& report;
  Tried tried = {};
  std::unique_ptr<Composer> composer = nullptr;  // of the present base
  bool announced = false;
  int sequences = 0;  // judged
  double reward = 0;
  Json steps = Json::array();
};

Result<void> Optimization::optimise_unit(UnitReport& unit) {
  UnitWork work{unit};
  while (VX_TRY(try_next(work))) {
  }
  for (const auto& refusal : unit.refusals) VX_TRY(recorder_->refusal(refusal));
  if (work.steps.empty()) return {};
  return recorder_->episode(unit.spot.unit, policy_->name(), work.reward, work.steps);
}

// Tries what the policy chooses; false when there is nothing left to try, or no time.
Result<bool> Optimization::try_next(UnitWork& work) {
  const model::UnitId& id = work.report.spot.unit;
  const source::ParsedModule* module = module_of(id.file);
  const model::Unit* unit = module == nullptr ? nullptr : module->find_unit(id.qualname);
  const auto evidence = survey_->evidence.find(id);
  if (unit == nullptr || evidence == survey_->evidence.end()) return false;
  evidence->second.unit = *unit;
  const auto rewritings = rewritings_of(report_.patches, id.file);
  auto findings = strategies_->candidates(*module, what_is_left(work.report.spot), rewritings);
  if (const auto warning = strategies_->take_warning()) warn(*warning);
  if (!work.announced) {
    work.report.refusals = findings.refusals;
    work.report.below_assurance = findings.below_assurance;
    for (auto& refusal : work.report.refusals) refusal.line = users_line(rewritings, refusal.line);
  }
  const std::string bytes = module->bytes();
  auto& legal = findings.candidates;
  std::erase_if(legal, [&](const auto& candidate) { return work.tried.of(candidate, bytes) != nullptr; });
  const std::size_t singles = legal.size();
  const auto sequences = combinations(work, *module);
  for (const auto& combination : sequences) legal.push_back(combination.candidate);
  if (legal.empty()) return false;
  if (!work.announced) observer_.unit_started(work.report.spot);
  work.announced = true;
  const auto choice = policy_->choose(legal);
  if (!choice) return false;
  if (seconds_for_candidates() < kLeastSeconds) {
    report_.out_of_time = true;
    return false;
  }
  const model::Candidate& candidate = legal[*choice];
  const auto* sequence = *choice < singles ? nullptr : &sequences[*choice - singles];
  double seconds = seconds_for_candidates();
  if (sequence != nullptr) {
    sequences_[candidate.id] = sequence->sequence;
    seconds = std::min(seconds, std::max(kLeastSeconds, kCombiningShare * options_.budget_s - combining_s_));
  }
  const std::string form = sequence != nullptr ? sequence->form : work.composer->form_of(candidate);
  const Attempt attempt = VX_TRY(judge_candidate(candidate, evidence->second, seconds));
  work.tried.add(candidate, bytes, form, attempt.verdict);
  if (sequence != nullptr) {
    ++work.sequences;
    combining_s_ += attempt.verdict.seconds;
  }
  remember(work, candidate, legal.size(), attempt);
  work.report.attempts.push_back(attempt);
  if (attempt.verdict.accepted()) {
    work.composer.reset();  // it looks at the old base
    work.tried.base_changed();
    VX_TRY(reparse(id.file));
  }
  return true;
}

// A step of the episode, for policies to learn from.
void Optimization::remember(UnitWork& work, const model::Candidate& candidate, std::size_t legal,
                            const Attempt& attempt) const {
  const double gain =
      attempt.verdict.accepted() && attempt.verdict.confirmed ? std::log(attempt.verdict.confirmed->estimate) : 0;
  const double step_reward = gain - attempt.verdict.seconds / options_.budget_s;
  work.reward += step_reward;
  work.steps.push_back({{"candidates", legal},
                        {"action", candidate.strategy},
                        {"line", candidate.line},
                        {"share", work.report.spot.cumulative_share},
                        {"expected_saving", candidate.expected_saving},
                        {"seconds_left", deadline_.left()},
                        {"verdict", model::to_string(attempt.verdict.kind)},
                        {"reward", step_reward}});
}

// Sequences worth trying on the present base. None when they have had their share of the budget.
std::vector<Combination> Optimization::combinations(UnitWork& work, const source::ParsedModule& module) {
  const model::HotSpot spot = what_is_left(work.report.spot);
  if (!work.composer) {
    Bounds bounds;
    bounds.min_gain = options_.min_gain;
    bounds.share = spot.cumulative_share;
    work.composer = strategies_->composer(module, spot, rewritings_of(report_.patches, module.file()), bounds);
  }
  const double allowed = std::min(kCombiningShare * options_.budget_s - combining_s_, seconds_for_candidates());
  if (allowed < kLeastSeconds || work.sequences >= kSequencesOfUnit) return {};
  const double start = monotonic_seconds();
  auto found = work.composer->find(
      work.tried, Deadline::after(std::min({allowed, kSearchShare * options_.budget_s, kLongestSearch})));
  combining_s_ += monotonic_seconds() - start;
  return found;
}

// The profile is of the code before any patch: what a unit takes now is less by the speed-ups it has got since.
model::HotSpot Optimization::what_is_left(model::HotSpot spot) const {
  const auto known = sped_up_.find(spot.unit);
  if (known == sped_up_.end()) return spot;
  spot.own_share /= known->second;
  spot.cumulative_share /= known->second;
  for (auto& [line, share] : spot.line_share) share /= known->second;
  return spot;
}

std::uint32_t Optimization::users_line_of(const model::Candidate& candidate) const {
  return users_line(rewritings_of(report_.patches, candidate.file), candidate.line);
}

Result<Attempt> Optimization::judge_candidate(const model::Candidate& candidate,
                                              const experiment::UnitEvidence& evidence, double seconds) {
  const auto* module = module_of(candidate.file);
  model::Candidate styled = candidate;
  if (style_ && module != nullptr && !candidate.placebo) styled = style_->format(candidate, module->bytes());
  auto judged = VX_TRY(ask_judge(styled, evidence, seconds));
  Attempt attempt{styled, judged.verdict, ""};
  attempt.candidate.line = users_line_of(styled);
  if (judged.patch) {
    attempt.patch = judged.patch->id();
    if (!candidate.placebo) VX_TRY(take_in(*judged.patch, evidence));
  }
  VX_TRY(note(attempt));
  return attempt;
}

Result<experiment::Judged> Optimization::ask_judge(const model::Candidate& candidate,
                                                   const experiment::UnitEvidence& evidence, double seconds) {
  if (const auto warning = style_ ? style_->take_warning() : std::nullopt) warn(*warning);
  VX_TRY(check_unchanged(*survey_));
  observer_.candidate_started(candidate, deadline_.left());
  const double share = candidate.expected_saving >= kPromising || candidate.placebo ? 1.0 : kMinorShare;
  const auto limit = Deadline::after(std::max({kLeastSeconds, share * seconds, std::min(seconds, 5.0)}));
  auto judged = judge_->judge(candidate, evidence, limit, [&](const experiment::Progress& progress) {
    observer_.progress(progress, deadline_.left());
  });
  VX_TRY(check_judged(judged));
  if (!candidate.placebo) hold_to_assurance(options_.assurance, judged->verdict);
  if (!judged->verdict.accepted()) judged->patch.reset();
  return judged;
}

Result<void> Optimization::take_in(const experiment::VerifiedPatch& patch, const experiment::UnitEvidence& evidence) {
  VX_TRY(judge_->adopt(patch));
  report_.patches.push_back(patch);
  auto& factor = sped_up_.try_emplace(patch.candidate().unit, 1.0).first->second;
  factor *= std::max(patch.verdict().confirmed->estimate, 1.0);
  keep_inputs(patch.id(), evidence);
  return {};
}

Result<void> Optimization::note(const Attempt& attempt) {
  observer_.candidate_done(attempt);
  VX_TRY(recorder_->attempt(attempt));
  const auto* module = module_of(attempt.candidate.file);
  const auto evidence = survey_->evidence.find(attempt.candidate.unit);
  if (attempt.candidate.placebo || module == nullptr || evidence == survey_->evidence.end()) return {};
  const auto known = case_of(attempt, *module, evidence->second.observed, survey_->python);
  return known ? recorder_->learn(*known) : Result<void>();
}

// For an evidence bundle. A patch is as good without it.
void Optimization::keep_inputs(const std::string& patch, const experiment::UnitEvidence& evidence) {
  const Circumstances circumstances{.evidence = evidence,
                                    .workload = survey_->workload,
                                    .min_gain = options_.min_gain,
                                    .seed = options_.seed,
                                    .python = survey_->python.version,
                                    .machine = describe_machine()};
  const auto kept = keep_evidence(home_->evidence(), patch, circumstances,
                                  {root_, installation_.runtime, survey_->python.executable});
  if (!kept) warn("the inputs of patch " + patch + " could not be kept: " + kept.error().message());
}

// What ran out of time is tried once more with what is left of the budget, the most promising first. The candidate was
// made for the file as it then was: it is left alone when that has changed since.
Result<void> Optimization::retry_undecided() {
  // With nothing accepted so far there is more to win than the most exact figure for the whole.
  const double whole = (report_.patches.empty() ? kLeastWholeRuns : kWholeRuns) * run_seconds();
  std::vector<std::pair<UnitReport*, std::size_t>> undecided;
  for (auto& unit : report_.units) {
    for (std::size_t i = 0; i < unit.attempts.size(); ++i) {
      const auto& attempt = unit.attempts[i];
      if (attempt.verdict.kind == model::VerdictKind::inconclusive &&
          !patched_files().contains(attempt.candidate.file)) {
        undecided.emplace_back(&unit, i);
      }
    }
  }
  std::ranges::sort(undecided, std::greater(),
                    [](const auto& entry) { return entry.first->attempts[entry.second].candidate.expected_saving; });
  for (const auto& [unit, index] : undecided) {
    const double seconds = deadline_.left() - whole;
    const model::Candidate candidate = unit->attempts[index].candidate;
    if (seconds < kRetryFactor * unit->attempts[index].verdict.seconds || patched_files().contains(candidate.file))
      continue;
    const auto evidence = survey_->evidence.find(candidate.unit);
    if (evidence == survey_->evidence.end()) continue;
    unit->attempts[index] = VX_TRY(judge_candidate(candidate, evidence->second, seconds));
    if (unit->attempts[index].verdict.accepted()) VX_TRY(reparse(candidate.file));
  }
  return {};
}

}  // namespace velox::agents
