// SPDX-License-Identifier: Apache-2.0
// A rule: looks at one unit and its facts, proposes candidates, and says why where its pattern matched but a condition
// did not hold. Rules never run code and keep no state; one instance may be used from several threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "velox/analysis/facts.hpp"
#include "velox/model/candidate.hpp"
#include "velox/model/profile.hpp"
#include "velox/rules/unit_nodes.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::rules {

struct PythonVersion {
  int major = 3;
  int minor = 9;
  auto operator<=>(const PythonVersion&) const = default;
};

/// What a rule may look at. `observed` is null when the unit was not captured (static analysis only).
struct RuleContext {
  const source::ParsedModule& module;
  const analysis::Facts& facts;
  const model::Unit& unit;
  source::Node definition;              ///< the unit's function_definition
  const model::ObservedUnit* observed;  ///< may be null
  const model::HotSpot* hot;            ///< line costs; null without a profile
  PythonVersion python;                 ///< of the target
  UnitNodes nodes{definition};
};

struct Findings {
  std::vector<model::Candidate> candidates;
  std::vector<model::Refusal> refusals;
};

class Rule {
 public:
  virtual ~Rule() = default;
  /// Kebab-case; also the name of its page catalogue/<id>.md and, in snake_case, of its class's file.
  virtual std::string_view id() const = 0;
  virtual void propose(const RuleContext& context, Findings& findings) const = 0;
};

/// All written rules, in catalogue order (most gainful family first).
std::vector<std::unique_ptr<Rule>> builtin_rules();

/// Runs one rule over one unit; fills in ids, drops candidates whose edits do not re-parse (a bug in a rule shows as a
/// refusal that says so) and duplicates.
Findings propose(const Rule& rule, const RuleContext& context);
/// The same for every rule of `rules`.
Findings propose_all(const std::vector<std::unique_ptr<Rule>>& rules, const RuleContext& context);

}  // namespace velox::rules
