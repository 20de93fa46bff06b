// SPDX-License-Identifier: Apache-2.0
// Candidates for one unit from every strategy, with what each is expected to save of the workload's time.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "velox/agents/options.hpp"
#include "velox/experiment/judge.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/profile.hpp"
#include "velox/rules/effects.hpp"
#include "velox/rules/rule.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::agents {

/// Share of the workload's time below which an expected saving is not worth trying.
inline constexpr double kNegligible = 0.005;

struct UnitFindings : rules::Findings {
  int below_assurance = 0;  ///< how many fit, but promise less than was asked for; they are among the refusals
};

/// What becomes of candidates that can hardly save anything by themselves.
enum class Negligible {
  refuse,
  keep  ///< as steps of a sequence: another rewrite may need them
};

/// Takes what each candidate is expected to gain from the tables; those that are known to be slower become refusals.
void weigh_all(const rules::Effects& effects, const rules::RuleContext& context, rules::Findings& findings);

/// Weighs what strategies proposed for a unit of `module` by `spot`. What a comment asks to leave alone, what promises less
/// than `weakest`, and what is negligible become refusals.
UnitFindings weigh(rules::Findings proposed, const source::ParsedModule& module, const model::Unit& unit,
                   const model::HotSpot& spot, model::Assurance weakest, Negligible negligible);

/// The share of the workload's time that the candidate should save: Amdahl's law with the candidate's expected factor on
/// the part of the unit's time that its lines, and what they call, take.
double expected_saving(const model::Candidate& candidate, const source::ParsedModule& module,
                       const model::HotSpot& spot);

/// A candidate that only adds a comment to the unit; nullopt where there is no place for one.
std::optional<model::Candidate> make_placebo(const source::ParsedModule& module, const model::Unit& unit);

/// The rules of the project at `root` that the options leave on. Errors: usage: an unknown rule id, with those that are near;
/// invalid: a bad page.
Result<std::vector<std::unique_ptr<rules::Rule>>> chosen_rules(const fs::path& root, const Options& options);

}  // namespace velox::agents
