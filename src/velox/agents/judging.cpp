// SPDX-License-Identifier: Apache-2.0
// How a run has a candidate judged, what it does with the verdict, and the second try of what ran out of time.
#include <algorithm>
#include <functional>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/agents/case_of.hpp"
#include "velox/agents/optimization.hpp"

namespace velox::agents {

namespace {

constexpr double kMinorShare = 0.4;   ///< of what is left, the most that a candidate of little promise may use
constexpr double kPromising = 0.03;   ///< expected saving from which a candidate may use all that is left
constexpr double kRetryFactor = 0.5;  ///< of the time it had, the least that a second try needs
constexpr double kLeastWholeRuns = 8;

}  // namespace

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
