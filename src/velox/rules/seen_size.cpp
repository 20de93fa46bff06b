// SPDX-License-Identifier: Apache-2.0
// Problem: a rewrite that pays for a thousand elements may cost at three, and the text of the code tells neither.
// Idea: capture saw the lengths of parameters and locals; what a candidate replaces names them.
// Limits: a length is only used where it surely was that of the object at this place: parameters as they came in, locals that
// never change. Anything else is unknown, never small.
#include "velox/rules/seen_size.hpp"

#include <algorithm>

#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// Something may be added to the object by this use of its name.
bool grows(const RuleContext& context, Node use) {
  const Node parent = use.parent();
  if (parent.is("augmented_assignment") && parent.field("left") == use) return true;
  if (parent.is("subscript") && parent.field("value") == use) {
    const Node statement = parent.parent();
    if (!is_kind(statement, {"assignment", "augmented_assignment"}) || statement.field("left") != parent) return false;
    const auto fact = context.facts.type_of(use);
    return !fact || fact->name != "list" || slice_of(parent);
  }
  const auto method = method_on(use);
  return method && one_of(method->name, {"append", "appendleft", "extend", "extendleft", "insert", "add", "update",
                                         "setdefault", "__setitem__"});
}

/// The binding of a parameter, or of a local, that is bound once; null for other names.
const Binding* bound_once(const RuleContext& context, Node name) {
  const Binding* binding = name.is("identifier") ? context.facts.binding(name) : nullptr;
  if (binding == nullptr || binding->scope != context.definition || binding->written_elsewhere) return nullptr;
  const bool own = binding->kind == analysis::BindingKind::parameter || binding->kind == analysis::BindingKind::local;
  return own && binding->stores.size() == 1 ? binding : nullptr;
}

const model::ObservedValue* seen_value(const RuleContext& context, const Binding& binding) {
  if (context.observed == nullptr) return nullptr;
  const bool parameter = binding.kind == analysis::BindingKind::parameter;
  const auto& values = parameter ? context.observed->params : context.observed->locals;
  const auto seen = values.find(binding.name);
  return seen == values.end() ? nullptr : &seen->second;
}

std::optional<SeenSize> spread(const std::vector<std::uint64_t>& quantiles) {
  if (quantiles.empty()) return std::nullopt;
  return SeenSize{static_cast<double>(quantiles[quantiles.size() / 2]), static_cast<double>(quantiles.back())};
}

/// The number that a loop over `range(n)`, `range(0, n)` or `range(1, n)` counts to; null for other iterables.
Node counted_to(Node iterable) {
  const auto call = as_call(iterable);
  if (!call || call->object || call->name != "range" || !call->plain || !call->keywords.empty()) return {};
  if (call->args.size() == 1) return unparen(call->args[0]);
  const auto from = call->args.size() == 2 ? int_literal(call->args[0]) : std::nullopt;
  return from && (*from == 0 || *from == 1) ? unparen(call->args[1]) : Node();
}

std::optional<SeenSize> seen_number(const RuleContext& context, Node number) {
  if (const auto fixed = int_literal(number)) {
    const auto turns = static_cast<double>(std::max(*fixed, 0L));
    return SeenSize{turns, turns};
  }
  const Binding* binding = bound_once(context, number);
  const auto* seen = binding == nullptr ? nullptr : seen_value(context, *binding);
  return seen == nullptr ? std::nullopt : spread(seen->numbers);
}

void enlarge(SeenSize& size, const SeenSize& other) {
  size.typical = std::max(size.typical, other.typical);
  size.largest = std::max(size.largest, other.largest);
}

std::vector<Node> iterables_of(Node loop) {
  if (loop.is("for_statement") || loop.is("for_in_clause")) return {loop.field("right")};
  std::vector<Node> iterables;
  for (const Node& item : loop.items()) {
    if (item.is("for_in_clause")) iterables.push_back(item.field("right"));
  }
  return iterables;
}

/// Gathers the sizes of what a candidate replaces.
class Gathering {
 public:
  explicit Gathering(const RuleContext& context) : context_(context) {}

  std::optional<SeenSize> of(const model::Candidate& candidate) {
    const Node body = context_.definition.field("body");
    for (const auto& edit : candidate.edits) {
      if (edit.span.size() == 0 || !body.span().overlaps(edit.span)) continue;
      source::walk(body, [&](Node node) {
        if (!node.span().overlaps(edit.span)) return false;
        if (!edit.span.contains(node.span())) return true;
        take_piece(node);
        return false;
      });
    }
    return known_ && any_ ? std::optional(size_) : std::nullopt;
  }

 private:
  /// A node that is replaced whole.
  void take_piece(Node piece) {
    bool walks = false;
    source::walk(piece, [&](Node node) {
      if (is_kind(node, {"for_statement", "for_in_clause"})) {
        walks = true;
        take(seen_turns(context_, node.field("right")));
      } else if (node.is("while_statement")) {
        known_ = false;
      } else if (node.is("comparison_operator")) {
        take_membership(node);
      } else if (node.is("identifier") && is_name_use(node)) {
        if (const auto size = seen_elements(context_, node)) take(size);
      }
      return known_;
    });
    if (walks || repeating(piece, context_.definition).empty()) return;
    take(seen_turns_around(context_, piece));
  }

  void take_membership(Node node) {
    const auto test = as_comparison(node);
    if (!test || (test->op != "in" && test->op != "not in")) return;
    if (!string_literal(test->right)) take(seen_turns(context_, test->right));
  }

  void take(const std::optional<SeenSize>& size) {
    known_ = known_ && size.has_value();
    if (!size) return;
    enlarge(size_, *size);
    any_ = true;
  }

  const RuleContext& context_;
  SeenSize size_;
  bool known_ = true, any_ = false;
};

}  // namespace

Node walked_container(Node iterable) {
  const Node node = unparen(iterable);
  if (node.is("identifier")) return node;
  if (node.is("subscript")) return slice_of(node) ? walked_container(node.field("value")) : Node();
  const auto call = as_call(node);
  if (!call || !call->plain || !call->keywords.empty()) return {};
  if (call->object) {
    const bool view = one_of(call->name, {"items", "keys", "values", "copy"});
    return view && call->args.empty() ? walked_container(call->object) : Node();
  }
  const bool passes = one_of(call->name, {"enumerate", "reversed", "sorted", "list", "tuple", "set", "range", "len"});
  return passes && call->args.size() == 1 ? walked_container(call->args.front()) : Node();
}

std::optional<SeenSize> seen_elements(const RuleContext& context, Node name) {
  const Binding* binding = bound_once(context, name);
  const auto* seen = binding == nullptr ? nullptr : seen_value(context, *binding);
  if (seen == nullptr) return std::nullopt;
  const bool parameter = binding->kind == analysis::BindingKind::parameter;
  if (parameter && std::ranges::any_of(binding->loads, [&](const Node& use) { return grows(context, use); }))
    return std::nullopt;
  if (!parameter && context.facts.mutated_in(*binding, context.definition.field("body"))) return std::nullopt;
  return spread(seen->sizes);
}

std::optional<SeenSize> seen_turns(const RuleContext& context, Node iterable) {
  const Node node = unparen(iterable);
  if (is_kind(node, {"list", "tuple", "set"})) {
    const auto count = static_cast<double>(node.items().size());
    return has_kind(node, {"list_splat"}) ? std::nullopt : std::optional(SeenSize{count, count});
  }
  const Node number = counted_to(node);
  if (number && !number.is("call")) return seen_number(context, number);
  const Node container = walked_container(node);
  return container ? seen_elements(context, container) : std::nullopt;
}

std::optional<SeenSize> seen_turns_around(const RuleContext& context, Node node) {
  const auto loops = repeating(node, context.definition);
  if (loops.empty() || loops.front().is("while_statement")) return std::nullopt;
  std::optional<SeenSize> turns;
  for (const Node& iterable : iterables_of(loops.front())) {
    const auto size = seen_turns(context, iterable);
    if (!size) return std::nullopt;
    if (turns)
      enlarge(*turns, *size);
    else
      turns = size;
  }
  return turns;
}

bool turns_once(const RuleContext& context, Node node) {
  const auto turns = seen_turns_around(context, node);
  return turns && turns->largest <= 1 && repeating(node, context.definition).size() == 1;
}

std::optional<SeenSize> seen_size(const RuleContext& context, const model::Candidate& candidate) {
  return context.observed == nullptr ? std::nullopt : Gathering(context).of(candidate);
}

}  // namespace velox::rules
