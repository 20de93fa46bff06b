// SPDX-License-Identifier: Apache-2.0
// Problem: `x = min(todo)` and `todo.remove(x)` in a loop walk the whole list twice each time round; sorting it again for
// its one smallest element is no better.
// Idea: a heap (heapq) gives and takes the smallest in O(log n): heapify in front of the loop, heappop, heappush.
// Limits: the list is made here and nothing sees the order of what is left in it; elements are totally ordered and equal
// ones alike, since a heap may take another one of them. An empty heap fails with another exception than min(), so a take
// that no test guards lowers the claim. `todo.sort()` with `todo.pop(0)` is sort-in-loop's.
#include <algorithm>
#include <set>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/ordering.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// A place where the smallest element is taken out of the list.
struct Take {
  Node place;    ///< becomes heappop(list)
  Node list;     ///< the list, as it is written there
  Node dropped;  ///< the statement that is no longer needed; null without
  Node unpacks;  ///< the targets of `cost, node = min(todo)`; null without
  bool covers(Node use) const { return inside(use, place) || (dropped && inside(use, dropped)); }
};

/// `node`, `cost, node` or `(cost, node)` of plain names.
std::vector<std::string_view> names_in(Node node) {
  if (node.is("identifier")) return {node.text()};
  std::vector<std::string_view> names;
  if (!is_kind(node, {"pattern_list", "tuple_pattern", "tuple"})) return names;
  for (const Node& item : node.items()) {
    if (!item.is("identifier")) return {};
    names.push_back(item.text());
  }
  return names;
}

/// The list whose smallest element the call gives: `min(todo)`.
Node list_of_min(const RuleContext& context, Node node) {
  const auto call = builtin_call(context, unparen(node), "min");
  const bool one = call && call->args.size() == 1 && call->keywords.empty();
  return one && call->args[0].is("identifier") ? call->args[0] : Node();
}

/// What the statement takes out of the list: the argument of `todo.remove(x)` or `del todo[todo.index(x)]`.
Node taken_by(Node statement, Node list) {
  if (const auto remove = method_call(expression_of(statement), "remove", 1))
    return same_code(remove->object, list) ? remove->args[0] : Node();
  if (!statement.is("delete_statement") || statement.items().size() != 1) return {};
  const Node subscript = statement.items().front();
  if (!subscript.is("subscript") || !same_code(subscript.field("value"), list)) return {};
  const auto index = method_call(only_index(subscript), "index", 1);
  return index && same_code(index->object, list) ? index->args[0] : Node();
}

/// `x = min(todo)`, then `todo.remove(x)`.
std::optional<Take> take_in_two(const RuleContext& context, Node statement) {
  const auto made = as_assignment(statement);
  const Node list = made ? list_of_min(context, made->value) : Node();
  const Node next = list ? next_statement(statement) : Node();
  if (!next) return std::nullopt;
  const Node taken = unparen(taken_by(next, list));
  const auto names = names_in(made->target);
  if (!taken || names.empty() || names != names_in(taken) || std::ranges::count(names, list.text()) != 0)
    return std::nullopt;
  if (made->target.is("identifier") != taken.is("identifier")) return std::nullopt;
  if (std::set(names.begin(), names.end()).size() != names.size()) return std::nullopt;
  return Take{made->value, list, next, taken.is("identifier") ? Node() : made->target};
}

/// `todo.remove(min(todo))`, or `todo.pop(todo.index(min(todo)))`.
std::optional<Take> take_in_one(const RuleContext& context, Node node) {
  if (const auto remove = method_call(node, "remove", 1)) {
    const Node list = list_of_min(context, remove->args[0]);
    if (!list || !same_code(list, remove->object) || !node.parent().is("expression_statement")) return std::nullopt;
    return Take{node, list, {}, {}};
  }
  const auto pop = method_call(node, "pop", 1);
  const auto index = pop ? method_call(pop->args[0], "index", 1) : std::nullopt;
  const Node list = index ? list_of_min(context, index->args[0]) : Node();
  if (!list || !same_code(list, pop->object) || !same_code(list, index->object)) return std::nullopt;
  return Take{node, list, {}, {}};
}

/// `todo.sort(reverse=True)`, then one `todo.pop()`.
std::optional<Take> take_of_sorted(Node statement) {
  const auto sort = as_call(expression_of(statement));
  if (!sort || sort->name != "sort" || !sort->object || !sort->object.is("identifier") || !sort->args.empty() ||
      sort->keywords.size() != 1 || !keyword(*sort, "reverse").is("true"))
    return std::nullopt;
  const Node next = next_statement(statement);
  if (!next || has_kind(next, {"block", "lambda"})) return std::nullopt;
  const auto uses = mentions_of(next, sort->object.text());
  const auto pop = uses.size() == 1 ? method_on(uses[0]) : std::nullopt;
  if (!pop || pop->name != "pop" || !pop->plain || !pop->args.empty() || !pop->keywords.empty()) return std::nullopt;
  if (!repeating(pop->node, next).empty()) return std::nullopt;
  return Take{pop->node, sort->object, statement, {}};
}

std::vector<Take> takes_in(const RuleContext& context) {
  std::vector<Take> takes;
  const auto add = [&](const std::optional<Take>& take) {
    if (take && std::ranges::none_of(takes, [&](const Take& one) { return one.covers(take->list); }))
      takes.push_back(*take);
  };
  visit_kinds(context.nodes, {"expression_statement", "call"}, [&](Node node) {
    if (node.is("expression_statement")) {
      add(take_in_two(context, node));
      add(take_of_sorted(node));
    }
    if (node.is("call")) add(take_in_one(context, node));
    return true;
  });
  return takes;
}

class MinRemove final : public Rule {
 public:
  std::string_view id() const override { return "min-remove-to-heap"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const auto takes = takes_in(context);
    std::vector<const Binding*> done;
    for (const auto& take : takes) {
      if (repeating(take.place, context.definition).empty()) continue;
      const Binding* binding = context.facts.binding(take.list);
      if (binding == nullptr || std::ranges::find(done, binding) != done.end()) continue;
      done.push_back(binding);
      const Node region = region_of(context, *binding, take.place);
      std::vector<Take> own;
      std::ranges::copy_if(takes, std::back_inserter(own), [&](const Take& one) {
        return context.facts.binding(one.list) == binding && inside(one.place, region);
      });
      if (region)
        consider(context, *binding, own, region, findings);
      else
        refuse(findings, take.place, quoted(take.list) + " is made anew inside the loop");
    }
  }

 private:
  static void consider(const RuleContext& context, const Binding& binding, const std::vector<Take>& takes, Node region,
                       Findings& findings) {
    const Node place = takes.front().place, list = takes.front().list;
    if (binding.kind == analysis::BindingKind::parameter)
      return refuse(findings, place, quoted(list) + " belongs to the caller, who sees the order of what is left in it");
    if (!plain_local(context, list) || held_by_function(binding, context.definition))
      return refuse(findings, place, quoted(list) + " is not a local of this function alone");
    if (!made_here(context, binding, place, findings)) return;
    if (!surely_bound(context, list, region))
      return refuse(findings, place, quoted(list) + " is not known to be bound in front of the loop" + on_line(region));
    if (!order_unseen(context, binding, takes, region, findings)) return;
    Claim claim;
    const auto fact = context.facts.type_of(list);
    if (!fact || fact->name != "list") return refuse(findings, place, quoted(list) + " is not known to be a list");
    if (!claim_ordered_alike(context, list, *fact, values_of(context, binding, takes), claim, findings)) return;
    for (const auto& take : takes) {
      if (take.unpacks && fact->element != "tuple") {
        if (context.observed == nullptr)
          return refuse(findings, place, "the elements of " + quoted(list) + " are not known to be tuples");
        claim.assume("the elements of " + quoted(list) + " are tuples");
      }
      if (!enough_for(context, take, takes, region))
        claim.assume(quoted(take.place) + on_line(take.place) + " never meets an empty list");
    }
    rewrite(context, binding, takes, region, claim, findings);
  }

  static bool made_here(const RuleContext& context, const Binding& binding, Node place, Findings& findings) {
    for (const Node& store : binding.stores) {
      const auto bound = bound_by(store);
      if (bound && makes_fresh_list(context, bound->value)) continue;
      refuse(findings, place,
             "`" + binding.name + "` is bound to something that may have another name" + on_line(store));
      return false;
    }
    return !binding.stores.empty();
  }

  /// The outermost loop, or statement with a comprehension, around the take in which the name keeps meaning one list.
  static Node region_of(const RuleContext& context, const Binding& binding, Node take) {
    Node region;
    for (const Node& loop : repeating(take, context.definition)) {
      const Node whole = is_loop(loop) ? loop : statement_of(loop);
      if (std::ranges::any_of(binding.stores, [&](const Node& store) { return inside(store, whole); })) break;
      if (owns_line(context.module, whole)) region = whole;
    }
    return region;
  }

  /// `while todo:` or `while len(todo) > 1:`, left only when the test fails: no more than one element is left.
  static bool drains(const RuleContext& context, const Binding& binding, Node region) {
    if (!region.is("while_statement") || has_kind(region.field("body"), {"break_statement"})) return false;
    const Node condition = unparen(region.field("condition"));
    if (condition.is("identifier")) return condition.text() == binding.name;
    const auto test = as_comparison(condition);
    const auto length = test ? builtin_call(context, test->left, "len") : std::nullopt;
    const auto least = test ? int_literal(test->right) : std::nullopt;
    if (!length || !least || length->args.size() != 1 || length->args[0].text() != binding.name) return false;
    return (test->op == ">" && *least <= 1) || (test->op == ">=" && *least <= 2) || (test->op == "!=" && *least == 0);
  }

  /// Asks nothing that the order of the elements has a say in.
  static bool ignores_order(const RuleContext& context, Node use) {
    if (only_tested(use)) return true;
    const Node parent = use.parent();
    const auto test = as_comparison(parent);
    if (test && parent.is("comparison_operator") && (test->op == "in" || test->op == "not in") && test->right == use)
      return hashable(context.facts, test->left) == Certainty::proven;
    const auto call = parent.is("argument_list") ? as_call(parent.parent()) : std::nullopt;
    if (!call || call->object || !call->plain || call->args.size() != 1 || !call->keywords.empty()) return false;
    return std::ranges::any_of(std::initializer_list<std::string_view>{"len", "min", "max", "sorted", "bool"},
                               [&](auto name) { return context.facts.is_builtin(call->function, name); });
  }

  static bool order_unseen(const RuleContext& context, const Binding& binding, const std::vector<Take>& takes,
                           Node region, Findings& findings) {
    const Node place = takes.front().place;
    const bool again = !repeating(region, context.definition).empty();
    if (seen_after_exception(context, binding, region) != Seen::never ||
        (again && !context.facts.dead_after(binding, region))) {
      refuse(findings, place, "the order of `" + binding.name + "` is visible after the loop");
      return false;
    }
    const bool drained = !again && drains(context, binding, region);
    for (const Node& use : uses_of(binding)) {
      if (is_store_of(binding, use)) continue;
      if (drained && use.span().begin > region.span().end) continue;
      if (context.facts.escapes(binding, statement_of(use))) {
        refuse(findings, place, "others may see the order of what is left in `" + binding.name + "`" + on_line(use));
        return false;
      }
      if (use.span().begin < region.span().begin) continue;
      const bool taken = std::ranges::any_of(takes, [&](const Take& take) { return take.covers(use); });
      if (taken || append_to(use) || ignores_order(context, use)) continue;
      refuse(findings, place,
             "`" + binding.name + "` is used in its order too: " + quoted(statement_of(use)) + on_line(use));
      return false;
    }
    return true;
  }

  /// The expressions that give every element of the list; none when some come in another way.
  static std::vector<Node> values_of(const RuleContext& context, const Binding& binding,
                                     const std::vector<Take>& takes) {
    std::vector<Node> values;
    for (const Node& use : uses_of(binding)) {
      if (is_store_of(binding, use)) {
        const Node made = unparen(bound_by(use)->value);
        if (!is_kind(made, {"list", "list_comprehension"}) && !makes_empty_list(context, made)) return {};
        const auto items = made.items();
        if (made.is("list")) values.insert(values.end(), items.begin(), items.end());
        if (made.is("list_comprehension")) values.push_back(items.front());
      } else if (const auto append = append_to(use)) {
        values.push_back(append->args[0]);
      } else if (!ignores_order(context, use) &&
                 std::ranges::none_of(takes, [&](const Take& take) { return take.covers(use); })) {
        return {};
      }
    }
    return values;
  }

  /// The list surely has an element at this take: a test says so, or `while len(todo) > 1:` does for the second too.
  static bool enough_for(const RuleContext& context, const Take& take, const std::vector<Take>& takes, Node region) {
    if (surely_nonempty(context, take.list, take.place)) return true;
    const auto test = region.is("while_statement") ? as_comparison(region.field("condition")) : std::nullopt;
    const auto length = test ? builtin_call(context, test->left, "len") : std::nullopt;
    const auto least = test ? int_literal(test->right) : std::nullopt;
    if (!length || !least || length->args.size() != 1 || !same_code(length->args[0], take.list)) return false;
    if (test->op != ">" && test->op != ">=") return false;
    long before = 0;
    for (const auto& one : takes) {
      if (statement_of(one.place).parent() != region.field("body")) return false;
      if (one.place.span().begin < take.place.span().begin) ++before;
    }
    return before < *least + (test->op == ">" ? 1 : 0);
  }

  /// Made with at most one element right before the loop: that is a heap already.
  static bool is_heap(const RuleContext& context, const Binding& binding, Node region) {
    const auto made = binding.stores.size() == 1 ? bound_by(binding.stores.front()) : std::nullopt;
    if (!made || made->statement.parent() != region.parent() || region.span().begin < made->statement.span().end)
      return false;
    const Node value = unparen(made->value);
    const bool small = makes_empty_list(context, value) ||
                       (value.is("list") && value.items().size() == 1 && !value.items().front().is("list_splat"));
    return small && std::ranges::none_of(uses_of(binding), [&](const Node& use) {
             return use != made->target && use.span().begin < region.span().begin;
           });
  }

  static void rewrite(const RuleContext& context, const Binding& binding, const std::vector<Take>& takes, Node region,
                      const Claim& claim, Findings& findings) {
    const Node place = takes.front().place;
    const auto heapq = ensure_import(context.module, context.facts, place, "import heapq");
    if (!heapq) return refuse(findings, place, "there is no safe way to import heapq here");
    std::vector<Edit> edits;
    if (heapq->edit) edits.push_back(*heapq->edit);
    if (!is_heap(context, binding, region))
      edits.push_back(*insert_before(context.module, region, {heapq->local + ".heapify(" + binding.name + ")"}));
    for (const auto& take : takes) {
      edits.push_back(replace(take.place, heapq->local + ".heappop(" + binding.name + ")"));
      const auto gone = take.dropped ? remove_statement(context.module, take.dropped) : std::nullopt;
      if (gone) edits.push_back(*gone);
      if (take.dropped && !gone) return refuse(findings, take.dropped, "the layout does not allow the change");
    }
    for (const Node& use : uses_of(binding)) {
      const auto append = inside(use, region) ? append_to(use) : std::nullopt;
      if (append)
        edits.push_back({{append->node.span().begin, append->args[0].span().begin},
                         heapq->local + ".heappush(" + binding.name + ", "});
    }
    findings.candidates.push_back(make_candidate(
        place, claim,
        "Finding and taking the smallest element walks all of `" + binding.name + "`; a heap gives it in O(log n).",
        std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_min_remove_to_heap() { return std::make_unique<MinRemove>(); }

}  // namespace velox::rules
