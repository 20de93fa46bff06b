// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/growing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/rules/local_lists.hpp"

namespace velox::rules {

std::optional<Growth> growth_of(Node statement) {
  const auto assignment = as_assignment(statement);
  if (!assignment || !assignment->target.is("identifier")) return std::nullopt;
  const auto call = as_call(unparen(assignment->value));
  if (!call || !call->plain || call->args.empty()) return std::nullopt;
  auto items = call->args;
  if (items.size() == 1 && is_kind(unparen(items[0]), {"list", "tuple"})) items = unparen(items[0]).items();
  if (items.size() != 2 || is_kind(items[1], {"list_splat", "await", "yield"})) return std::nullopt;
  if (!items[0].is("identifier") || items[0].text() != assignment->target.text()) return std::nullopt;
  return Growth{statement, assignment->target, items[0], items[1], call->node, call->keywords};
}

std::expected<Gathering, std::string> gathering_of(const RuleContext& context, const Growth& growth) {
  const std::string name = quoted(growth.target);
  const auto no = [](std::string reason) { return std::unexpected(std::move(reason)); };
  const Binding* binding = plain_local(context, growth.target);
  if (binding == nullptr || held_by_function(*binding, context.definition))
    return no(name + " is not a local of this function alone");
  Gathering found;
  for (const Node& store : binding->stores) {
    const auto bound = bound_by(store);
    if (!bound || !bound->alone || bound->statement == growth.statement) continue;
    const Node holder = sibling_holding(growth.statement, bound->statement);
    if (!holder || !is_loop(holder) || holder.span().begin < bound->statement.span().begin) continue;
    found = {holder, bound->statement, bound->value};
  }
  if (!found.loop) return no(name + " is not bound right in front of the loop");
  if (found.loop.text().starts_with("async")) return no("the loop is asynchronous");
  if (seen_after_exception(context, *binding, found.loop) != Seen::never)
    return no(name + " may be read after an exception in the loop");
  for (const Node& use : uses_of(*binding)) {
    const bool between = found.start.span().end <= use.span().begin && use.span().begin < found.loop.span().begin;
    const bool own = use == growth.target || use == growth.read;
    if (between || (!own && inside(use, found.loop)))
      return no(name + " is used otherwise" + on_line(use) + ": " + quoted(statement_of(use)));
  }
  return found;
}

bool piece_is_kept(Node loop, Node piece) {
  piece = unparen(piece);
  if (!piece.is("identifier")) return !is_kind(piece, {"attribute", "subscript"});
  bool kept = true;
  source::walk(loop, [&](Node node) {
    if (!node.is("identifier") || node.text() != piece.text() || !is_name_use(node)) return true;
    Node at = node;
    while (is_kind(at.parent(), {"subscript", "attribute"}) && at.parent().named(0) == at) at = at.parent();
    const Node around = at.parent();
    const bool left = is_kind(around, {"assignment", "augmented_assignment"}) && around.field("left") == at;
    const bool in_place = left && (at != node || around.is("augmented_assignment"));
    const bool method = at != node && around.is("call") && around.field("function") == at;
    const bool changes =
        method && one_of(at.field("attribute").text(),
                         {"sort", "fill", "put", "resize", "itemset", "insert", "update", "drop", "pop", "partition"});
    kept = kept && !in_place && !changes && !around.is("delete_statement");
    return kept;
  });
  return kept;
}

std::optional<std::vector<Edit>> gather(const RuleContext& context, const Growth& growth, const Gathering& gathering,
                                        std::string_view first, std::string_view joined) {
  const auto& module = context.module;
  const bool whole_lines = alone_on_lines(module, gathering.start) && alone_on_lines(module, growth.statement);
  const std::string name(growth.target.text());
  const std::string pieces = context.facts.fresh_name(context.definition, name + "_pieces");
  auto behind = insert_after(module, gathering.loop, {name + " = " + fmt::format(fmt::runtime(joined), pieces)});
  if (!whole_lines || !behind) return std::nullopt;
  return std::vector<Edit>{
      replace(expression_of(gathering.start), fmt::format("{} = [{}]", pieces, first)),
      replace(expression_of(growth.statement), fmt::format("{}.append({})", pieces, growth.piece.text())),
      *std::move(behind)};
}

}  // namespace velox::rules
