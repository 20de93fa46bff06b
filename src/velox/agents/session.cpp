// SPDX-License-Identifier: Apache-2.0
// The session of a run: one over all hot units. In each step the policy chooses among the candidates of all of them, single rewrites
// and sequences alike; an accepted one is the base of what comes after it in its file.
//
// What a unit offers is found again only when its file has changed, and its sequences also when something of it was tried.
#include <fmt/format.h>

#include <algorithm>

#include "velox/agents/optimization.hpp"
#include "velox/agents/policy_choice.hpp"
#include "velox/agents/session_view.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

constexpr double kCombiningShare = 0.25;  ///< of the budget, the most that sequences may use, search included
constexpr int kSequencesOfUnit = 4;       ///< that are judged
constexpr double kSearchShare = 0.02;  ///< of the budget, the most that the searches for sequences of one step may use
constexpr double kLongestSearch = 2;   ///< seconds

}  // namespace

Result<void> Optimization::choose_policy() {
  experience_ = experience_of(VX_TRY(store_->cases()));
  auto chosen =
      VX_TRY(agents::choose_policy(options_.policy, options_.seed, PolicyShelf(home_->policies()), experience_));
  for (const std::string& warning : chosen.warnings) warn(warning);
  policy_ = std::move(chosen.policy);
  report_.policy = chosen.name;
  return {};
}

// What was decided is kept even when the session is broken off.
Result<void> Optimization::run_session() {
  session_s_ = std::max(kLeastSeconds, seconds_for_candidates());
  for (UnitReport& unit : report_.units) works_.emplace_back(unit);
  Result<bool> going = true;
  while (going && *going) going = try_next();
  works_.clear();
  if (going) log_.ended();
  if (!log_.empty()) VX_TRY(recorder_->episode(report_.policy, log_.reward(), log_.document(report_.run)));
  if (!going) return std::unexpected(going.error());
  return {};
}

// Tries what the policy chooses; false when nothing is left to try or worth it, or no time is left.
Result<bool> Optimization::try_next() {
  VX_TRY(find_candidates());
  const Choice choice = all_offers(works_, session_s_, std::clamp(seconds_for_candidates(), 0.0, session_s_));
  if (choice.offers.empty()) return false;
  const auto index = policy_->choose(choice.moment);
  if (!index) {
    log_.stopped(choice.moment, experience_);
    return false;
  }
  if (*index >= choice.offers.size())
    return fail(ErrorCode::internal, fmt::format("policy {} chose what there is not", policy_->name()));
  if (seconds_for_candidates() < kLeastSeconds) {
    report_.out_of_time = true;
    return false;
  }
  VX_TRY(try_offer(choice, *index));
  return true;
}

Result<void> Optimization::find_candidates() {
  const auto searching = Deadline::after(std::min(kSearchShare * options_.budget_s, kLongestSearch));
  for (UnitWork& work : works_) {
    const model::UnitId& id = work.report.spot.unit;
    const auto* module = module_of(id.file);
    const model::Unit* unit = module == nullptr ? nullptr : module->find_unit(id.qualname);
    if (unit == nullptr || !survey_->evidence.contains(id)) {
      start_anew(work);
      continue;
    }
    if (!work.listed) VX_TRY(list_candidates(work, *module, *unit));
    if (!work.searched && !searching.passed()) search_combinations(work, searching);
  }
  return {};
}

Result<void> Optimization::list_candidates(UnitWork& work, const source::ParsedModule& module,
                                           const model::Unit& unit) {
  auto& evidence = survey_->evidence.at(unit.id);
  evidence.unit = unit;
  const model::HotSpot spot = what_is_left(work.report.spot);
  const auto rewritings = rewritings_of(report_.patches, module.file());
  auto findings = strategies_->candidates(module, spot, rewritings);
  if (const auto warning = strategies_->take_warning()) warn(*warning);
  VX_TRY(tell_refusals(work, findings, rewritings));
  work.singles = std::move(findings.candidates);
  std::erase_if(work.singles, [&](const auto& single) { return work.tried.of(single, module.bytes()) != nullptr; });
  learn::UnitState state = unit_state(spot, module, unit, evidence.observed);
  state.tried = work.state.tried;
  state.accepted = work.state.accepted;
  state.log_speedup = work.state.log_speedup;
  work.state = std::move(state);
  Bounds bounds;
  bounds.min_gain = options_.min_gain;
  bounds.share = spot.cumulative_share;
  work.composer = strategies_->composer(module, spot, rewritings, bounds);
  work.listed = true;
  return {};
}

// Once for each unit: what is refused later speaks of texts that nobody has seen.
Result<void> Optimization::tell_refusals(UnitWork& work, const UnitFindings& findings,
                                         const std::vector<Rewriting>& rewritings) {
  if (work.known) return {};
  work.known = true;
  work.report.refusals = findings.refusals;
  work.report.below_assurance = findings.below_assurance;
  for (auto& refusal : work.report.refusals) {
    refusal.line = users_line(rewritings, refusal.line);
    VX_TRY(recorder_->refusal(refusal));
  }
  return {};
}

// Sequences worth trying on the present text. None when they have had their share of the budget.
void Optimization::search_combinations(UnitWork& work, Deadline deadline) {
  work.searched = true;
  work.combinations.clear();
  const double allowed = std::min(kCombiningShare * options_.budget_s - combining_s_, seconds_for_candidates());
  if (allowed < kLeastSeconds || work.judged_combinations >= kSequencesOfUnit) return;
  const double start = monotonic_seconds();
  work.combinations = work.composer->find(work.tried, deadline.sooner(allowed));
  combining_s_ += monotonic_seconds() - start;
  // What was refused stays refused when only another part of the file has changed since.
  const std::string& bytes = module_of(work.report.spot.unit.file)->bytes();
  std::erase_if(work.combinations,
                [&](const Combination& one) { return work.tried.of(one.candidate, bytes) != nullptr; });
}

Result<void> Optimization::try_offer(const Choice& choice, std::size_t index) {
  const Offer& offer = choice.offers[index];
  UnitWork& work = *offer.work;
  if (!work.announced) observer_.unit_started(work.report.spot);
  work.announced = true;
  const std::string strategy = offer.candidate->strategy;
  const Attempt attempt = VX_TRY(judge_offer(offer));  // from here on the offer's candidate may be gone
  const learn::Outcome outcome = learn::outcome_of(attempt.verdict);
  log_.tried(choice.moment, index, outcome, experience_);
  policy_->learn(choice.moment, index, outcome);
  experience_.add(strategy, outcome);
  work.report.attempts.push_back(attempt);
  ++work.state.tried;
  work.searched = false;
  if (!attempt.verdict.accepted()) {
    const std::string& bytes = module_of(work.report.spot.unit.file)->bytes();
    std::erase_if(work.singles, [&](const auto& single) { return work.tried.of(single, bytes) != nullptr; });
    return {};
  }
  ++work.state.accepted;
  work.state.log_speedup += outcome.log_gain;
  work.tried.base_changed();
  return base_changed(work);
}

// A sequence has its share of the budget, a single rewrite all that is left.
Result<Attempt> Optimization::judge_offer(const Offer& offer) {
  UnitWork& work = *offer.work;
  const model::Candidate candidate = *offer.candidate;
  const model::UnitId& id = work.report.spot.unit;
  const std::string bytes = module_of(id.file)->bytes();
  const std::string form = offer.combination != nullptr ? offer.combination->form : work.composer->form_of(candidate);
  double seconds = seconds_for_candidates();
  if (offer.combination != nullptr) {
    sequences_[candidate.id] = offer.combination->sequence;
    seconds = std::min(seconds, std::max(kLeastSeconds, kCombiningShare * options_.budget_s - combining_s_));
  }
  Attempt attempt = VX_TRY(judge_candidate(candidate, survey_->evidence.at(id), seconds));
  work.tried.add(candidate, bytes, form, attempt.verdict);
  if (offer.combination != nullptr) {
    ++work.judged_combinations;
    combining_s_ += attempt.verdict.seconds;
  }
  return attempt;
}

// The file of the unit has a new text. Searches look at texts of the accepted patches as well, which have moved now.
Result<void> Optimization::base_changed(const UnitWork& changed) {
  VX_TRY(reparse(changed.report.spot.unit.file));
  const auto patched = patched_files();
  for (UnitWork& work : works_) {
    if (patched.contains(work.report.spot.unit.file)) start_anew(work);
  }
  return {};
}

}  // namespace velox::agents
