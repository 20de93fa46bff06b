// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/frame_code.hpp"

#include <set>

#include "velox/rules/shape.hpp"

namespace velox::rules {

std::optional<RowItems> row_items(const RuleContext& context, Node frame) {
  if (context.observed == nullptr) return std::nullopt;
  const std::string name(frame.text());
  for (const auto* values : {&context.observed->params, &context.observed->locals}) {
    const auto seen = values->find(name);
    if (seen == values->end() || seen->second.elements.size() != 1) continue;
    const auto& item = seen->second.elements.begin()->first;
    if (item == "numpy.float64") return RowItems::real;
    if (item == "numpy.int64") return RowItems::whole;
    if (item == "object") return RowItems::objects;
  }
  return std::nullopt;
}

bool is_column_name(std::string_view attribute) {
  // What code calls `row.name` and the like is the object's own.
  static const std::set<std::string_view> kOwn{
      "name",  "size", "index", "values", "shape",  "dtype",     "dtypes",
      "T",     "ndim", "array", "empty",  "nbytes", "hasnans",   "flags",
      "attrs", "str",  "dt",    "cat",    "at",     "iat",       "loc",
      "iloc",  "plot", "axes",  "sparse", "hist",   "is_unique", "is_monotonic_increasing"};
  return !kOwn.contains(attribute) && !attribute.starts_with("_");
}

std::optional<std::string> column_read(const RuleContext& context, Node expression, const Binding& row) {
  const bool subscript = expression.is("subscript");
  if (!subscript && !expression.is("attribute")) return std::nullopt;
  const Node object = subscript ? expression.field("value") : expression.field("object");
  if (!object.is("identifier") || context.facts.binding(object) != &row || is_stored_to(expression))
    return std::nullopt;
  if (subscript) {
    const Node index = only_index(expression);
    const auto literal = index ? string_literal(index) : std::nullopt;
    return literal && !literal->bytes ? std::optional(std::string(index.text())) : std::nullopt;
  }
  const auto name = expression.field("attribute").text();
  const bool called = expression.parent().is("call") && expression.parent().field("function") == expression;
  if (called || !is_column_name(name)) return std::nullopt;
  return "\"" + std::string(name) + "\"";
}

Node parameter_of(Node lambda) {
  const Node parameters = lambda.is("lambda") ? lambda.field("parameters") : Node();
  const auto items = parameters ? parameters.items() : std::vector<Node>();
  return items.size() == 1 && items[0].is("identifier") ? items[0] : Node();
}

bool is_stored_to(Node node) {
  const Node around = node.parent();
  if (is_kind(around, {"delete_statement", "pattern_list", "tuple_pattern", "list_pattern", "as_pattern_target"}))
    return true;
  if (around.is("expression_list") && around.parent().is("delete_statement")) return true;
  return is_kind(around, {"assignment", "augmented_assignment", "for_statement", "for_in_clause"}) &&
         around.field("left") == node;
}

}  // namespace velox::rules
