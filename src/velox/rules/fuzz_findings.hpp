// SPDX-License-Identifier: Apache-2.0
// For the fuzzers: what has to hold of everything that a rule finds, whatever the code is.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "velox/rules/rule.hpp"
#include "velox/source/edits.hpp"

namespace velox::rules {

inline void insist(bool holds, const std::string& what, const std::string& rule) {
  if (holds) return;
  std::fprintf(stderr, "%s: %s\n", rule.c_str(), what.c_str());
  std::abort();
}

/// Types for parameters, as if calls had been seen: most rules ask for some. They follow from the names, so that code and types
/// stay together while the code changes.
inline std::vector<model::ObservedUnit> imagined_calls(const source::ParsedModule& module) {
  constexpr const char* kTypes[] = {"list", "list", "int", "str", "dict", "set", "tuple", "bytes", "collections.deque"};
  constexpr const char* kElements[] = {"int", "str", "tuple"};
  std::vector<model::ObservedUnit> seen;
  for (const auto& unit : module.units()) {
    auto& one = seen.emplace_back();
    one.unit = unit.id;
    one.calls = 10;
    source::walk(module.definition(unit).field("parameters"), [&](Node node) {
      if (!node.is("identifier")) return true;
      const std::string name(node.text());
      std::size_t sum = 0;
      for (const char c : name) sum += static_cast<unsigned char>(c);
      auto& value = one.params[name];
      value.types = {{kTypes[sum % std::size(kTypes)], 10}};
      value.elements = {{kElements[sum % std::size(kElements)], 100}};
      value.hashable_elements = true;
      value.sizes = {10, 100, 1000};
      return true;
    });
  }
  return seen;
}

inline void check_candidate(const source::ParsedModule& module, const model::Candidate& candidate) {
  const auto& rule = candidate.strategy;
  insist(!candidate.why.empty() && candidate.line > 0 && !candidate.edits.empty(), "lacks words, a line or edits",
         rule);
  std::uint32_t done = 0;
  for (const auto& edit : candidate.edits) {
    insist(edit.span.begin >= done && edit.span.end >= edit.span.begin, "edits are not in order", rule);
    done = edit.span.end;
  }
  insist(done <= module.bytes().size(), "an edit is outside of the file", rule);
  const auto after = source::apply_edits(module.bytes(), candidate.edits);
  insist(after.has_value(), "edits cannot be applied", rule);
  const auto parsed = source::ParsedModule::parse(*after, module.file());
  insist(parsed.has_value() && !parsed->syntax_error(), "the result does not parse:\n" + *after, rule);
}

/// Runs the rules over every unit of a module that parses, with types for parameters and without. The parser takes some texts that
/// CPython refuses (two statements on a line): a rewrite that does not parse there is held back, which is all that can be asked.
inline void check_rules(const std::vector<std::unique_ptr<Rule>>& rules, const source::ParsedModule& module) {
  for (const auto& observed : {std::vector<model::ObservedUnit>(), imagined_calls(module)}) {
    const auto facts = analysis::Facts::analyse(module, observed);
    for (std::size_t i = 0; i < module.units().size(); ++i) {
      const auto& unit = module.units()[i];
      const RuleContext context{
          module, facts, unit, module.definition(unit), observed.empty() ? nullptr : &observed[i], nullptr, {3, 13}};
      const auto found = propose_all(rules, context);
      for (const auto& candidate : found.candidates) check_candidate(module, candidate);
      for (const auto& refusal : found.refusals) {
        insist(!refusal.reason.empty(), "refuses without a reason", refusal.strategy);
      }
    }
  }
}

}  // namespace velox::rules
