// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/hashing.hpp"

namespace velox::rules {

bool claim_value(const RuleContext& context, Node at, Node value, Claim& claim, Findings& findings) {
  if (const auto certainty = hashable(context.facts, value)) {
    if (*certainty == Certainty::observed)
      claim.assume(quoted(value) + " is hashable and compares by value");
    else
      claim.at_most(assurance_of(*certainty));
    return true;
  }
  const auto fact = context.facts.type_of(value);
  if (fact && (fact->name == "list" || fact->name == "dict" || fact->name == "set" || fact->name == "bytearray")) {
    refuse(findings, at, quoted(value) + " is a " + fact->name + ", which cannot be looked up by hash");
    return false;
  }
  if (context.observed == nullptr) {
    refuse(findings, at, "it is not known that " + quoted(value) + " is hashable");
    return false;
  }
  claim.assume(quoted(value) + " is hashable and compares by value");
  return true;
}

bool claim_elements(const RuleContext& context, Node list, const std::optional<TypeFact>& fact, Claim& claim,
                    Findings& findings) {
  if (fact) claim.lean_on(*fact, list.text());
  if (fact && fact->hashable_elements && (fact->certainty != Certainty::observed || !fact->element.empty()))
    return true;
  if (context.observed == nullptr) {
    refuse(findings, list, "it is not known that the elements of " + quoted(list) + " are hashable");
    return false;
  }
  claim.assume("every element of " + quoted(list) + " is hashable and compares by value");
  return true;
}

}  // namespace velox::rules
