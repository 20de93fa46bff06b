// SPDX-License-Identifier: Apache-2.0
// At the end of a run, what budget is left looks for parts of accepted changes that do not pay: a step of a sequence, or a patch
// that a later one has made idle. Such a part is put back as it was, the rest is judged as any change is, against what was there
// before, and takes the place of the larger one when that is not faster by more than the noise.
//
// Limits: only the last patches of a file, for those of other units behind them were verified with them; the last patch of a unit
// is not questioned, as it was measured on top of all others, nor one that gained much by itself; a part on which later ones rest
// stays.
#include "velox/agents/smaller_patches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "velox/agents/optimization.hpp"

namespace velox::agents {

namespace {

constexpr double kDroppingShare = 0.15;  ///< of the budget, the most that is used for it
constexpr double kTimeOfLarger =
    0.7;  ///< of what judging the larger change took, the least that is needed for the smaller
constexpr double kClearGain = 1.25;  ///< measured alone, from which on a patch is not questioned
constexpr int kMostTries = 4;        ///< of one unit

double half_width(const model::Speedup& speedup) {
  return (std::log(std::max(speedup.high, speedup.low)) - std::log(speedup.low)) / 2;
}

}  // namespace

bool faster_than(const std::vector<model::Speedup>& larger, const model::Speedup& smaller) {
  double distance = -std::log(smaller.estimate);
  double variance = std::pow(half_width(smaller), 2);
  for (const auto& speedup : larger) {
    distance += std::log(speedup.estimate);
    variance += std::pow(half_width(speedup), 2);
  }
  return distance > std::sqrt(variance);
}

Result<void> Optimization::drop_what_does_not_pay() {
  for (UnitReport& unit : report_.units) {
    for (int tries = 0; tries < kMostTries && VX_TRY(drop_one_step(unit)); ++tries) {
    }
  }
  return {};
}

// The places in report_.patches of the unit's patches behind which its file has no others.
std::vector<std::size_t> Optimization::last_patches_of(const model::UnitId& unit) const {
  std::vector<std::size_t> patches;
  for (std::size_t i = report_.patches.size(); i-- > 0;) {
    const auto& patch = report_.patches[i];
    if (patch.file() != unit.file) continue;
    if (patch.candidate().unit != unit) break;
    patches.insert(patches.begin(), i);
  }
  return patches;
}

// Everything that the patches did, step by step.
Sequence Optimization::sequence_of(const std::vector<std::size_t>& patches) const {
  Sequence all;
  all.texts.push_back(report_.patches[patches.front()].before());
  for (const std::size_t i : patches) {
    const auto& patch = report_.patches[i];
    const auto known = sequences_.find(patch.candidate().id);
    if (known == sequences_.end()) {
      all.steps.push_back(patch.candidate());
      all.texts.push_back(patch.after());
      continue;
    }
    const Sequence& own = known->second;
    all.steps.insert(all.steps.end(), own.steps.begin(), own.steps.end());
    all.texts.insert(all.texts.end(), own.texts.begin() + 1, own.texts.end());
    // What was accepted is written in the project's style; behind the last patch nothing builds on that.
    if (i != patches.back()) all.texts.back() = patch.after();
  }
  return all;
}

// Puts one step back where that is possible; true when the unit's patches are others now.
Result<bool> Optimization::drop_one_step(UnitReport& unit) {
  const auto patches = last_patches_of(unit.spot.unit);
  if (patches.empty()) return false;
  for (auto patch = patches.begin(); patch != patches.end(); ++patch) {
    const auto& verdict = report_.patches[*patch].verdict();
    const auto known = sequences_.find(report_.patches[*patch].candidate().id);
    const std::size_t steps = known == sequences_.end() ? 1 : known->second.steps.size();
    if (steps == 1 && patch + 1 == patches.end()) break;  // measured on top of all others
    if (steps == 1 && verdict.confirmed->low >= kClearGain) continue;
    for (std::size_t step = 0; step < steps; ++step) {
      // The patches before this one stay as they are.
      if (VX_TRY(try_without(unit, {patch, patches.end()}, step))) return true;
    }
  }
  return false;
}

// What promises less than the least gain, and what was refused as it is, need not be judged again.
bool Optimization::may_gain(const UnitReport& unit, const std::vector<model::Candidate>& steps) const {
  double left = 1;
  for (const auto& step : steps) left *= 1 - std::min(step.expected_saving / unit.spot.cumulative_share, 1.0);
  if (1 / std::max(left, 1e-9) - 1 < options_.min_gain) return false;
  return steps.size() > 1 || std::ranges::none_of(unit.attempts, [&](const Attempt& attempt) {
           return attempt.patch.empty() && attempt.candidate.id == steps.front().id;
         });
}

// Judges the change of `patches` without one step of the first of them, in place of them all.
Result<bool> Optimization::try_without(UnitReport& unit, const std::vector<std::size_t>& patches, std::size_t step) {
  const Sequence sequence = sequence_of(patches);
  const auto smaller = without_step(sequence, step);
  const std::string& file = unit.spot.unit.file;
  const std::string& before = sequence.texts.front();
  if (!smaller || !survey_->evidence.contains(unit.spot.unit)) return false;
  const std::string after = style_ ? style_->format(file, before, smaller->texts.back()) : smaller->texts.back();
  if (after == before || !may_gain(unit, smaller->steps)) return false;
  const auto& first = report_.patches[patches.front()].candidate();
  model::Candidate candidate = merge(smaller->steps, before, after);
  candidate.line = first.line;
  candidate.expected_saving = first.expected_saving;
  auto earlier = rewritings_of(report_.patches, file);
  earlier.resize(earlier.size() - patches.size());
  const auto judged = VX_TRY(judge_in_place_of(patches, candidate, sequence.steps[step].strategy));
  if (!judged) return false;
  Attempt attempt{candidate, judged->verdict, judged->patch ? judged->patch->id() : ""};
  attempt.candidate.line = users_line(earlier, candidate.line);
  if (smaller->steps.size() > 1) sequences_[candidate.id] = *smaller;
  if (judged->patch) VX_TRY(put_in_place_of(patches, *judged->patch, sequence.steps[step].strategy));
  unit.attempts.push_back(attempt);
  VX_TRY(note(attempt));
  return judged->patch.has_value();
}

// Nothing where there is no time. A change that is accepted, but slower than the patches by more than the noise, is no gain.
Result<std::optional<experiment::Judged>> Optimization::judge_in_place_of(const std::vector<std::size_t>& patches,
                                                                          const model::Candidate& candidate,
                                                                          const std::string& dropped) {
  const double seconds = std::min(seconds_for_candidates(), kDroppingShare * options_.budget_s - dropping_s_);
  double spent = 0;
  std::vector<model::Speedup> larger;
  for (const std::size_t i : patches) {
    spent += report_.patches[i].verdict().seconds;
    larger.push_back(*report_.patches[i].verdict().confirmed);
  }
  if (seconds < std::max(kLeastSeconds, kTimeOfLarger * spent)) return std::nullopt;
  for (auto i = patches.rbegin(); i != patches.rend(); ++i) VX_TRY(judge_->take_back(report_.patches[*i]));
  auto& evidence = survey_->evidence.at(candidate.unit);
  const model::Unit now = evidence.unit;
  const auto module = VX_TRY(source::ParsedModule::parse(report_.patches[patches.front()].before(), candidate.file));
  if (const auto* unit = module.find_unit(candidate.unit.qualname)) evidence.unit = *unit;
  auto judged = VX_TRY(ask_judge(candidate, evidence, seconds));
  evidence.unit = now;
  dropping_s_ += judged.verdict.seconds;
  if (judged.patch && faster_than(larger, *judged.verdict.confirmed)) {
    judged.patch.reset();
    judged.verdict.kind = model::VerdictKind::no_gain;
    judged.verdict.reason =
        fmt::format("right and faster, but slower than with {}: {}", dropped, judged.verdict.reason);
  }
  if (!judged.patch) {
    for (const std::size_t i : patches) VX_TRY(judge_->adopt(report_.patches[i]));
  }
  return judged;
}

// What was accepted before and is part of the smaller patch belongs to that now; the first patch held the step that goes.
Result<void> Optimization::put_in_place_of(const std::vector<std::size_t>& patches,
                                           const experiment::VerifiedPatch& smaller, const std::string& dropped) {
  std::vector<std::string> ids;
  for (const std::size_t i : patches) ids.push_back(report_.patches[i].id());
  std::erase_if(report_.patches, [&](const auto& patch) { return std::ranges::find(ids, patch.id()) != ids.end(); });
  auto& evidence = survey_->evidence.at(smaller.candidate().unit);
  VX_TRY(take_in(smaller, evidence));
  for (auto& unit : report_.units) {
    for (auto& attempt : unit.attempts) {
      if (std::ranges::find(ids, attempt.patch) == ids.end()) continue;
      const bool held_it = attempt.patch == ids.front();
      attempt.patch = held_it ? "" : smaller.id();
      if (held_it) {
        attempt.verdict.kind = model::VerdictKind::no_gain;
        attempt.verdict.reason = fmt::format("{} does not pay: without it, patch {} is as fast", dropped, smaller.id());
      }
      VX_TRY(recorder_->attempt(attempt));
    }
  }
  VX_TRY(reparse(smaller.file()));
  const auto* module = module_of(smaller.file());
  if (const auto* unit = module->find_unit(smaller.candidate().unit.qualname)) evidence.unit = *unit;
  return {};
}

}  // namespace velox::agents
