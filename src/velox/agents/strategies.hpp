// SPDX-License-Identifier: Apache-2.0
// Everything that proposes, for the units of one run: rules of the catalogue and of the project, and external tools. Knows the
// facts of each module and what was observed of its units. One per run; not thread-safe.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/candidates.hpp"
#include "velox/agents/composer.hpp"
#include "velox/agents/present_lines.hpp"
#include "velox/agents/ruff.hpp"
#include "velox/agents/survey.hpp"

namespace velox::agents {

class Strategies {
 public:
  /// The survey must outlive it. `ruff` may be absent.
  Strategies(const Survey& survey, std::vector<std::unique_ptr<rules::Rule>> rules, rules::Effects effects,
             std::optional<Ruff> ruff, model::Assurance weakest);

  /// Candidates and refusals for a unit of `module`, which is its file after `rewritings`, weighed by `spot`, which speaks of
  /// the file before them. Needs evidence of the unit. Facts are kept by file: forget() one that has changed.
  UnitFindings candidates(const source::ParsedModule& module, const model::HotSpot& spot,
                          const std::vector<Rewriting>& rewritings);

  /// A search for sequences of rewrites of the spot's unit. `module` and what `rewritings` point at must outlive it.
  std::unique_ptr<Composer> composer(const source::ParsedModule& module, const model::HotSpot& spot,
                                     std::vector<Rewriting> rewritings, Bounds bounds);

  /// The file has other bytes now.
  void forget(const std::string& file) { facts_.erase(file); }

  /// Why an external tool did not answer, once.
  std::optional<std::string> take_warning() { return ruff_ ? ruff_->take_warning() : std::nullopt; }

 private:
  UnitFindings find(const source::ParsedModule& module, const analysis::Facts& facts, const model::HotSpot& spot,
                    const std::vector<Rewriting>& rewritings, Negligible negligible);
  void add_fixes(const source::ParsedModule& module, const model::Unit& unit, rules::Findings& proposed);
  analysis::Facts analyse(const source::ParsedModule& module) const;

  const Survey& survey_;
  std::vector<std::unique_ptr<rules::Rule>> rules_;
  rules::Effects effects_;
  std::optional<Ruff> ruff_;
  model::Assurance weakest_;
  std::map<std::string, analysis::Facts> facts_;  // by file
};

/// Adds those of `fixes` whose result is not one of `own` already, up to layout and the names of fresh locals.
void add_new_results(const source::ParsedModule& module, std::vector<model::Candidate> fixes,
                     std::vector<model::Candidate>& own);

}  // namespace velox::agents
