// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/slice_sums.hpp"

#include "velox/rules/hoisting.hpp"

namespace velox::rules {

std::optional<SliceSum> slice_sum(const RuleContext& context, Node node) {
  const auto call = builtin_call(context, node, "sum");
  if (!call || call->args.size() != 1 || !call->keywords.empty() || repeating(node, context.definition).empty())
    return std::nullopt;
  const Node slice = unparen(call->args[0]);
  const auto bounds = slice_of(slice);
  if (!bounds || (!bounds->lower && !bounds->upper) || !slice.field("value").is("identifier")) return std::nullopt;
  return SliceSum{node, slice.field("value"), slice, *bounds};
}

std::string why_not_whole_numbers(const RuleContext& context, const SliceSum& sum, std::uint64_t shortest,
                                  Claim& claim) {
  const auto fact = context.facts.type_of(sum.list);
  if (!fact || (fact->name != "list" && fact->name != "tuple"))
    return "it is not known that " + quoted(sum.list) + " is a list or a tuple";
  if (fact->element == "float") return "sums of floats depend on how they are added up";
  if (fact->element != "int") return "it is not known that " + quoted(sum.list) + " holds only whole numbers";
  if (const auto length = seen_length(context, sum.list); length && *length < shortest)
    return "half of the lists seen have fewer than " + std::to_string(shortest) + " elements";
  claim.lean_on(*fact, sum.list.text());
  return {};
}

std::expected<Node, std::string> anchor_of(const RuleContext& context, const SliceSum& sum, Claim& claim) {
  const auto place = hoist_place(context, sum.call, sum.list, claim);
  if (!place) return std::unexpected(why_not_invariant(sum.list, repeating(sum.call, context.definition).front()));
  if (!surely_bound(context, sum.list, place->anchor))
    return std::unexpected("it is not known that " + quoted(sum.list) + " is bound in front of the loop");
  return place->anchor;
}

std::vector<SliceSum> served_by(const RuleContext& context, const SliceSum& sum, const std::vector<SliceSum>& sums,
                                Node anchor, Claim& claim) {
  std::vector<SliceSum> served;
  for (const auto& other : sums) {
    if (!same_code(other.list, sum.list)) continue;
    const auto its_place = hoist_place(context, other.call, other.list, claim);
    if (its_place && its_place->anchor == anchor) served.push_back(other);
  }
  return served;
}

}  // namespace velox::rules
