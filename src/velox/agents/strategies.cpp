// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/strategies.hpp"

#include <set>

#include "velox/agents/tree_form.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

void add_new_results(const source::ParsedModule& module, std::vector<model::Candidate> fixes,
                     std::vector<model::Candidate>& own) {
  if (fixes.empty()) return;
  const auto known = names_in(module);
  const auto form = [&](const model::Candidate& candidate) -> std::string {
    auto bytes = source::apply_edits(module.bytes(), candidate.edits);
    if (!bytes) return "";
    const auto after = source::ParsedModule::parse(*std::move(bytes), module.file());
    return after && !after->syntax_error() ? tree_form(*after, known) : "";
  };
  std::set<std::string> forms = {"", tree_form(module, known)};
  for (const auto& candidate : own) forms.insert(form(candidate));
  for (auto& fix : fixes) {
    if (forms.insert(form(fix)).second) own.push_back(std::move(fix));
  }
}

Strategies::Strategies(const Survey& survey, std::vector<std::unique_ptr<rules::Rule>> rules, rules::Effects effects,
                       std::optional<Ruff> ruff, model::Assurance weakest)
    : survey_(survey),
      rules_(std::move(rules)),
      effects_(std::move(effects)),
      ruff_(std::move(ruff)),
      weakest_(weakest) {}

// What is known of a module, with everything that was seen of its units.
analysis::Facts Strategies::analyse(const source::ParsedModule& module) const {
  std::vector<model::ObservedUnit> observed;
  for (const auto& [unit, evidence] : survey_.evidence) {
    if (unit.file == module.file()) observed.push_back(evidence.observed);
  }
  return analysis::Facts::analyse(module, observed);
}

void Strategies::add_fixes(const source::ParsedModule& module, const model::Unit& unit, rules::Findings& proposed) {
  if (!ruff_) return;
  add_new_results(module, ruff_->propose(module, unit, {survey_.python.major, survey_.python.minor}),
                  proposed.candidates);
}

UnitFindings Strategies::find(const source::ParsedModule& module, const analysis::Facts& facts,
                              const model::HotSpot& spot, const std::vector<Rewriting>& rewritings,
                              Negligible negligible) {
  const model::Unit* unit = module.find_unit(spot.unit.qualname);
  const auto evidence = survey_.evidence.find(spot.unit);
  if (unit == nullptr || evidence == survey_.evidence.end()) return {};
  const model::HotSpot present = at_present_lines(spot, rewritings, module, *unit);
  const rules::RuleContext context{module,
                                   facts,
                                   *unit,
                                   module.definition(*unit),
                                   &evidence->second.observed,
                                   &present,
                                   {survey_.python.major, survey_.python.minor}};
  auto proposed = rules::propose_all(rules_, context);
  weigh_all(effects_, context, proposed);
  add_fixes(module, *unit, proposed);
  return weigh(std::move(proposed), module, *unit, present, weakest_, negligible);
}

UnitFindings Strategies::candidates(const source::ParsedModule& module, const model::HotSpot& spot,
                                    const std::vector<Rewriting>& rewritings) {
  auto known = facts_.find(module.file());
  if (known == facts_.end()) known = facts_.emplace(module.file(), analyse(module)).first;
  return find(module, known->second, spot, rewritings, Negligible::refuse);
}

std::unique_ptr<Composer> Strategies::composer(const source::ParsedModule& module, const model::HotSpot& spot,
                                               std::vector<Rewriting> rewritings, Bounds bounds) {
  const auto propose = [this, spot, rewritings = std::move(rewritings)](const source::ParsedModule& state,
                                                                        const std::vector<Rewriting>& steps) {
    std::vector<Rewriting> all = rewritings;
    all.insert(all.end(), steps.begin(), steps.end());
    return find(state, analyse(state), spot, all, Negligible::keep).candidates;
  };
  return std::make_unique<Composer>(module, propose, bounds);
}

}  // namespace velox::agents
