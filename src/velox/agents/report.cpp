// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/report.hpp"

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/model/growth_json.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

Json unit_json(const UnitReport& unit) {
  const auto& spot = unit.spot;
  Json refusals = Json::array();
  for (const auto& refusal : unit.refusals) {
    refusals.push_back({{"strategy", refusal.strategy}, {"line", refusal.line}, {"reason", refusal.reason}});
  }
  return {{"id", spot.unit.text()},
          {"file", spot.unit.file},
          {"qualname", spot.unit.qualname},
          {"line", spot.line},
          {"share", spot.cumulative_share},
          {"own_share", spot.own_share},
          {"calls", spot.calls},
          {"note", unit.note},
          {"refusals", std::move(refusals)}};
}

Json candidate_json(const Attempt& attempt) {
  return {{"id", attempt.candidate.id},
          {"strategy", attempt.candidate.strategy},
          {"unit", attempt.candidate.unit.text()},
          {"line", attempt.candidate.line},
          {"verdict", model::to_string(attempt.verdict.kind)},
          {"reason", attempt.verdict.reason},
          {"pairs", attempt.verdict.pairs},
          {"seconds", attempt.verdict.seconds},
          {"speedup", speedup_json(attempt.verdict.speedup)},
          {"patch", attempt.patch.empty() ? Json() : Json(attempt.patch)}};
}

// A sequence names its steps, "first + second".
Json strategies_of(const model::Candidate& candidate) {
  Json names = Json::array();
  for (const std::string& name : text::split(candidate.strategy, '+')) names.push_back(std::string(text::trim(name)));
  return names;
}

}  // namespace

Json speedup_json(const std::optional<model::Speedup>& speedup) {
  if (!speedup) return nullptr;
  return {{"estimate", speedup->estimate}, {"low", speedup->low}, {"high", speedup->high}, {"pairs", speedup->pairs}};
}

Json equivalence_json(const model::EquivalenceCounts& counts) {
  return {{"captured", counts.captured},
          {"generated", counts.generated},
          {"held_out", counts.held_out},
          {"tests_run", counts.tests_run},
          {"tests_passed", counts.tests_passed},
          {"whole_runs", counts.whole_runs},
          {"opaque", counts.opaque},
          {"mutants", counts.mutants},
          {"mutants_killed", counts.mutants_killed}};
}

Json verdict_json(const model::Verdict& verdict) {
  return {{"verdict", model::to_string(verdict.kind)},
          {"reason", verdict.reason},
          {"assurance", model::to_string(verdict.assurance)},
          {"assumptions", verdict.assumptions},
          {"equivalence", equivalence_json(verdict.equivalence)},
          {"speedup", speedup_json(verdict.speedup)},
          {"confirmed", speedup_json(verdict.confirmed)},
          {"memory_ratio", verdict.memory_ratio}};
}

Json patch_json(const experiment::VerifiedPatch& patch, const std::optional<model::Verdict>& whole) {
  const auto& candidate = patch.candidate();
  const auto& verdict = patch.verdict();
  return {{"id", patch.id()},
          {"units", Json::array({candidate.unit.text()})},
          {"strategies", strategies_of(candidate)},
          {"files", Json::array({patch.file()})},
          {"diff", source::unified_diff(patch.file(), patch.before(), patch.after())},
          {"assurance", model::to_string(verdict.assurance)},
          {"assumptions", verdict.assumptions},
          {"speedup", speedup_json(verdict.speedup)},
          {"confirmed", speedup_json(verdict.confirmed)},
          {"workload_speedup", whole ? speedup_json(whole->confirmed) : Json()},
          {"memory_ratio", verdict.memory_ratio},
          {"growth", model::growth_json(verdict.growth)},
          {"equivalence", equivalence_json(verdict.equivalence)},
          {"why", candidate.why},
          {"complexity", {{"before", candidate.cost_before}, {"after", candidate.cost_after}}}};
}

Json to_json(const Report& report) {
  Json units = Json::array();
  Json candidates = Json::array();
  for (const auto& unit : report.units) {
    units.push_back(unit_json(unit));
    for (const auto& attempt : unit.attempts) candidates.push_back(candidate_json(attempt));
  }
  Json patches = Json::array();
  for (const auto& patch : report.patches) {
    patches.push_back(patch_json(patch, report.patches.size() == 1 ? report.whole : std::nullopt));
  }
  const auto whole = report.whole ? report.whole->confirmed : std::nullopt;
  return {{"schema", "velox.optimize/1"},
          {"run", report.run},
          {"target", report.target},
          {"root", report.root},
          {"python", report.python},
          {"sandbox", report.sandbox},
          {"workload", report.workload},
          {"policy", report.policy},
          {"seed", report.seed},
          {"budget_s", report.budget_s},
          {"elapsed_s", report.elapsed_s},
          {"out_of_time", report.out_of_time},
          {"baseline",
           {{"wall_s", report.baseline.wall_s},
            {"cpu_s", report.baseline.cpu_s},
            {"peak_rss_bytes", report.baseline.peak_rss_bytes},
            {"noise", report.noise}}},
          {"units", std::move(units)},
          {"patches", std::move(patches)},
          {"candidates", std::move(candidates)},
          {"workload_speedup", speedup_json(whole)},
          {"placebo", {{"run", report.placebo_run}, {"accepted", report.placebo_accepted}}},
          {"diff", report.combined_diff},
          {"warnings", report.warnings},
          {"applied", report.applied}};
}

}  // namespace velox::agents
