// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/ordering.hpp"

#include <algorithm>
#include <string>

namespace velox::rules {
namespace {

/// All values are tuple displays of one length with one ordered type at each place; `parts` are those types' facts.
bool tuples_alike(const Facts& facts, const std::vector<Node>& values, std::vector<std::pair<Node, TypeFact>>& parts) {
  std::vector<std::string> places;
  for (const Node& value : values) {
    const Node tuple = unparen(value);
    const auto items = tuple.items();
    if (!tuple.is("tuple") || items.empty()) return false;
    if (places.empty()) places.resize(items.size());
    if (items.size() != places.size()) return false;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto fact = facts.type_of(items[i]);
      if (!fact || !ordered_alike(fact->name)) return false;
      if (!places[i].empty() && places[i] != fact->name) return false;
      places[i] = fact->name;
      parts.emplace_back(items[i], *fact);
    }
  }
  return !values.empty();
}

}  // namespace

bool ordered_alike(std::string_view type) { return type == "int" || type == "str" || type == "bytes"; }

bool claim_ordered_alike(const RuleContext& context, Node list, const TypeFact& fact, const std::vector<Node>& values,
                         Claim& claim, Findings& findings) {
  claim.lean_on(fact, list.text());
  if (ordered_alike(fact.element)) return true;
  std::vector<std::pair<Node, TypeFact>> parts;
  if (tuples_alike(context.facts, values, parts)) {
    for (const auto& [part, type] : parts) claim.lean_on(type, part.text());
    return true;
  }
  if (context.observed == nullptr) {
    refuse(findings, list, "it is not known that the elements of " + quoted(list) + " are totally ordered");
    return false;
  }
  assume_total_order(list, Sorted::by_value, claim);
  claim.assume("equal elements of " + quoted(list) + " are alike");
  return true;
}

}  // namespace velox::rules
