// SPDX-License-Identifier: Apache-2.0
// Problem: the place of a value in a sorted list is found by looking at one element after the other, again and again.
// Idea: bisect_left and bisect_right find it by halving. Four styles: `next((i for i, x in enumerate(xs) if x >= v),
// len(xs))`; `place = len(xs)` with a loop that breaks off; `i = 0` with `while i < len(xs) and xs[i] < v: i += 1`; and
// counting, `sum(x < v for x in xs)`.
// Limits: the list is made here, sorted here in ascending order without a key, and not changed since; its elements and the
// value are totally ordered, so that "x < v" holds for a first part of the list and for nothing behind it.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/ordering.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// A search from the front of the list that ends where the elements are no longer below (or at most) the value.
struct Scan {
  Node node;           ///< becomes the call of bisect
  Node list, value;    ///< as they are written there
  Node loop;           ///< the loop statement that goes; null for expressions
  bool right = false;  ///< bisect_right: elements equal to the value are passed over
  bool rest = false;   ///< counts the elements from there on
};

/// `element op value`, turned round when the element stands on the right.
struct Limit {
  std::string op;
  Node value;
};

std::optional<Limit> limit_of(Node condition, std::string_view element) {
  const auto test = as_comparison(condition);
  if (!test) return std::nullopt;
  static constexpr std::pair<std::string_view, std::string_view> kTurned[] = {
      {"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}};
  const auto turned = std::ranges::find(kTurned, test->op, [](const auto& pair) { return pair.first; });
  if (turned == std::end(kTurned)) return std::nullopt;
  if (test->left.text() == element) return Limit{test->op, test->right};
  if (test->right.text() == element) return Limit{std::string(turned->second), test->left};
  return std::nullopt;
}

/// Its one clause `for target in iterable`, with at most one `if`.
struct Walk {
  Node element, target, iterable, condition;
};

std::optional<Walk> walk_of(Node comprehension) {
  if (!is_kind(comprehension, {"generator_expression", "list_comprehension"})) return std::nullopt;
  const auto parts = comprehension.items();
  if (parts.size() < 2 || parts.size() > 3 || !parts[1].is("for_in_clause") || parts[1].text().starts_with("async"))
    return std::nullopt;
  Walk walk{parts[0], parts[1].field("left"), parts[1].field("right"), {}};
  if (parts.size() == 2) return walk;
  if (!parts[2].is("if_clause") || parts[2].items().size() != 1) return std::nullopt;
  walk.condition = parts[2].items().front();
  return walk;
}

Node length_of(const RuleContext& context, Node node) {
  const auto call = builtin_call(context, unparen(node), "len");
  return call && call->args.size() == 1 && call->args[0].is("identifier") ? call->args[0] : Node();
}

/// `next((i for i, x in enumerate(xs) if x >= v), len(xs))`
std::optional<Scan> first_place(const RuleContext& context, Node node) {
  const auto next = builtin_call(context, node, "next");
  if (!next || next->args.size() != 2 || !next->keywords.empty()) return std::nullopt;
  const auto walk = walk_of(next->args[0]);
  const auto enumerate = walk ? builtin_call(context, walk->iterable, "enumerate") : std::nullopt;
  const Node list = length_of(context, next->args[1]);
  if (!enumerate || enumerate->args.size() != 1 || !enumerate->keywords.empty() || !list) return std::nullopt;
  const auto targets = walk->target.items();
  if (!walk->target.is("pattern_list") || targets.size() != 2 || !targets[1].is("identifier")) return std::nullopt;
  if (!same_code(walk->element, targets[0]) || !same_code(enumerate->args[0], list)) return std::nullopt;
  const auto bound = limit_of(walk->condition, targets[1].text());
  if (!bound || (bound->op != ">=" && bound->op != ">") || mentions(bound->value, targets[0].text()) ||
      mentions(bound->value, targets[1].text()))
    return std::nullopt;
  return Scan{node, list, bound->value, {}, bound->op == ">", false};
}

/// `sum(1 for x in xs if x < v)`, `sum(x < v for x in xs)`, `len([x for x in xs if x < v])`
std::optional<Scan> counted(const RuleContext& context, Node node) {
  const auto sum = builtin_call(context, node, "sum"), length = builtin_call(context, node, "len");
  const auto& call = sum ? sum : length;
  if (!call || call->args.size() != 1 || !call->keywords.empty()) return std::nullopt;
  const auto walk = walk_of(call->args[0]);
  if (!walk || !walk->target.is("identifier") || !walk->iterable.is("identifier")) return std::nullopt;
  const auto element = walk->target.text();
  const bool ones = walk->condition &&
                    (sum ? walk->element.text() == "1" : is_constant(walk->element) || walk->element.text() == element);
  if (!ones && (walk->condition || !sum)) return std::nullopt;
  const auto bound = limit_of(ones ? walk->condition : walk->element, element);
  if (!bound || mentions(bound->value, element)) return std::nullopt;
  const bool rest = bound->op.starts_with('>');
  return Scan{node, walk->iterable, bound->value, {}, bound->op == "<=" || bound->op == ">", rest};
}

/// `i = 0`, then `while i < len(xs) and xs[i] < v: i += 1`
std::optional<Scan> stepped(const RuleContext& context, Node loop) {
  if (!loop.is("while_statement") || loop.field("alternative") || has_comment(loop)) return std::nullopt;
  const Node before = previous_statement(loop);
  const auto start = before ? as_assignment(before) : std::nullopt;
  if (!start || !start->target.is("identifier") || start->value.text() != "0") return std::nullopt;
  const auto index = start->target.text();
  const auto body = loop.field("body").items();
  const Node step = body.size() == 1 ? expression_of(body.front()) : Node();
  if (!step.is("augmented_assignment") || step.field("left").text() != index || step.field("operator").text() != "+=" ||
      step.field("right").text() != "1")
    return std::nullopt;
  const Node condition = unparen(loop.field("condition"));
  if (!condition.is("boolean_operator") || condition.field("operator").text() != "and") return std::nullopt;
  const auto inside_list = limit_of(condition.field("left"), index);
  const Node list = inside_list && inside_list->op == "<" ? length_of(context, inside_list->value) : Node();
  if (!list) return std::nullopt;
  const auto bound = limit_of(condition.field("right"), std::string(list.text()) + "[" + std::string(index) + "]");
  if (!bound || !bound->op.starts_with('<') || mentions(bound->value, index)) return std::nullopt;
  return Scan{start->value, list, bound->value, loop, bound->op == "<=", false};
}

/// `place = len(xs)`, then `for i, x in enumerate(xs): if x >= v: place = i; break`; or with `range(len(xs))`.
std::optional<Scan> broken_off(const RuleContext& context, Node loop) {
  if (!loop.is("for_statement") || loop.field("alternative") || has_comment(loop)) return std::nullopt;
  const Node before = previous_statement(loop);
  const auto start = before ? as_assignment(before) : std::nullopt;
  const Node list = start && start->target.is("identifier") ? length_of(context, start->value) : Node();
  const auto body = loop.field("body").items();
  if (!list || body.size() != 1 || !body[0].is("if_statement") || body[0].field("alternative")) return std::nullopt;
  const auto hit = body[0].field("consequence").items();
  const auto found = hit.size() == 2 && hit[1].is("break_statement") ? as_assignment(hit[0]) : std::nullopt;
  if (!found || !same_code(found->target, start->target)) return std::nullopt;
  std::vector<Node> targets{loop.field("left")};
  std::string element;
  const auto enumerate = builtin_call(context, loop.field("right"), "enumerate");
  const auto range = builtin_call(context, loop.field("right"), "range");
  if (enumerate && enumerate->args.size() == 1 && enumerate->keywords.empty() && same_code(enumerate->args[0], list)) {
    if (!targets[0].is("pattern_list") || targets[0].items().size() != 2) return std::nullopt;
    targets = targets[0].items();
    element = targets[1].text();
  } else if (range && range->args.size() == 1 && length_of(context, range->args[0]) &&
             same_code(length_of(context, range->args[0]), list)) {
    element = std::string(list.text()) + "[" + std::string(targets[0].text()) + "]";
  }
  const auto limit = limit_of(body[0].field("condition"), element);
  if (!limit || (limit->op != ">=" && limit->op != ">") || !same_code(found->value, targets[0])) return std::nullopt;
  if (mentions(limit->value, start->target.text())) return std::nullopt;
  for (const Node& target : targets) {
    const Binding* binding = plain_local(context, target);
    if (binding == nullptr || binding->captured || mentions(limit->value, target.text()) ||
        target.text() == start->target.text() || !context.facts.dead_after(*binding, loop))
      return std::nullopt;
  }
  return Scan{start->value, list, limit->value, loop, limit->op == ">", false};
}

class SortedSearch final : public Rule {
 public:
  std::string_view id() const override { return "linear-search-in-sorted-to-bisect"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    visit_kinds(context.nodes, {"for_statement", "while_statement", "call"}, [&](Node node) {
      std::optional<Scan> scan;
      if (node.is("while_statement")) scan = stepped(context, node);
      if (node.is("for_statement")) scan = broken_off(context, node);
      if (node.is("call")) scan = first_place(context, node);
      if (node.is("call") && !scan) scan = counted(context, node);
      if (scan && !repeating(scan->node, context.definition).empty()) consider(context, *scan, findings);
      return true;
    });
  }

 private:
  static void consider(const RuleContext& context, const Scan& scan, Findings& findings) {
    const Binding* binding = plain_local(context, scan.list);
    if (binding == nullptr || held_by_function(*binding, context.definition)) {
      const auto fact = context.facts.type_of(scan.list);
      if (fact && fact->name == "list")
        refuse(findings, scan.node, quoted(scan.list) + " is not known to be sorted: it is not made in this function");
      return;
    }
    if (!sorted_before(context, *binding, scan, findings)) return;
    Claim claim;
    if (!in_order(context, scan, claim, findings) || !value_stays(context, scan, claim, findings)) return;
    rewrite(context, scan, claim, findings);
  }

  /// `xs.sort()` in a block around the scan, in front of it; the last one.
  static Node sort_before(const RuleContext& context, const Binding& binding, Node scan) {
    Node found;
    for (const Node& load : binding.loads) {
      const auto sort = method_on(load);
      if (!sort || sort->name != "sort" || !sort->plain || !sort->args.empty() || !sort->keywords.empty()) continue;
      const Node statement = sort->node.parent();
      if (!statement.is("expression_statement") || statement.span().end > scan.span().begin) continue;
      if (inside(scan, statement.parent()) && inside(statement, context.definition)) found = statement;
    }
    return found;
  }

  static bool makes_sorted(const RuleContext& context, Node value) {
    const auto call = builtin_call(context, unparen(value), "sorted");
    return call && call->args.size() == 1 && call->keywords.empty();
  }

  /// The use gives the list no second name.
  static bool keeps_to_itself(const RuleContext& context, const Binding& binding, Node use) {
    const auto method = method_on(use);
    return is_store_of(binding, use) || only_reads(context, use) ||
           (method && (changing_method(method->name) || looking_method(method->name)));
  }

  /// Whatever is done to the list is done before it is sorted.
  static bool sorted_before(const RuleContext& context, const Binding& binding, const Scan& scan, Findings& findings) {
    const Node sort = sort_before(context, binding, scan.node);
    std::vector<Node> earlier;
    for (const Node& use : uses_of(binding)) {
      if (sort && use.span().begin < sort.span().end) earlier.push_back(use);
    }
    for (const Node& store : binding.stores) {
      const auto bound = bound_by(store);
      const bool early = inside_any(store, earlier);
      if (bound && (makes_sorted(context, bound->value) || (early && makes_fresh_list(context, bound->value))))
        continue;
      if (bound && makes_fresh_list(context, bound->value))
        refuse(findings, scan.node, quoted(scan.list) + " is not known to be sorted" + on_line(store));
      return false;
    }
    const bool own =
        std::ranges::all_of(earlier, [&](const Node& use) { return keeps_to_itself(context, binding, use); });
    if (own && !context.facts.mutated_in(binding, context.definition.field("body"), earlier)) return true;
    refuse(findings, scan.node, quoted(scan.list) + " may change after it is sorted");
    return false;
  }

  static bool in_order(const RuleContext& context, const Scan& scan, Claim& claim, Findings& findings) {
    const auto list = context.facts.type_of(scan.list), value = context.facts.type_of(scan.value);
    if (!list || list->name != "list") {
      refuse(findings, scan.node, quoted(scan.list) + " is not known to be a list");
      return false;
    }
    claim.lean_on(*list, scan.list.text());
    if (value && ordered_alike(list->element) && value->name == list->element) {
      claim.lean_on(*value, scan.value.text());
      return true;
    }
    if (context.observed == nullptr) {
      refuse(findings, scan.node,
             "it is not known that " + quoted(scan.value) + " and the elements of " + quoted(scan.list) +
                 " are totally ordered");
      return false;
    }
    assume_total_order(scan.list, Sorted::by_value, claim);
    claim.assume(quoted(scan.value) + " has a place in the order of the elements of " + quoted(scan.list));
    return true;
  }

  /// The value is evaluated once then, also for an empty list.
  static bool value_stays(const RuleContext& context, const Scan& scan, Claim& claim, Findings& findings) {
    const Node value = unparen(scan.value);
    if (is_constant(value)) return true;
    if (value.is("identifier") && surely_bound(context, value, statement_of(scan.node))) return true;
    const auto effects = context.facts.effects(value);
    if (effects.pure() && !effects.may_raise && !has_kind(value, {"call"})) return true;
    if (context.observed != nullptr && is_path(value)) {
      claim.assume(quoted(value) + " can be read, and gives the same value, whenever the list is searched");
      return true;
    }
    refuse(findings, scan.node, quoted(value) + " may raise, or be another value for the next element");
    return false;
  }

  static void rewrite(const RuleContext& context, const Scan& scan, const Claim& claim, Findings& findings) {
    const std::string function = scan.right ? "bisect_right" : "bisect_left";
    const auto imported = ensure_import(context.module, context.facts, scan.node, "from bisect import " + function);
    if (!imported) return refuse(findings, scan.node, "there is no safe way to import " + function + " here");
    const std::string list(scan.list.text());
    auto text = imported->local + "(" + list + ", " + std::string(scan.value.text()) + ")";
    if (scan.rest && !builtin_free(context, "len")) return refuse(findings, scan.node, "the name len is taken here");
    if (scan.rest) text = "len(" + list + ") - " + text;
    std::vector<Edit> edits;
    if (imported->edit) edits.push_back(*imported->edit);
    if (scan.loop) {
      // `place = bisect_left(...)` stands where the loop stood, below the comment that leads it.
      const Node start = statement_of(scan.node);
      const auto gone = remove_statement(context.module, start);
      if (!gone || !alone_on_lines(context.module, scan.loop))
        return refuse(findings, scan.loop, "the layout does not allow the change");
      edits.push_back(*gone);
      const auto target = start.text().substr(0, scan.node.span().begin - start.span().begin);
      edits.push_back(replace(scan.loop, std::string(target) + text));
    } else {
      const bool tight = is_kind(scan.node.parent(), {"binary_operator", "unary_operator"});
      edits.push_back(replace(scan.node, scan.rest && tight ? "(" + text + ")" : text));
    }
    findings.candidates.push_back(make_candidate(scan.node, claim,
                                                 quoted(scan.list) +
                                                     " is sorted: bisection finds the place in it without looking at "
                                                     "every element in front of it.",
                                                 std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_linear_search_in_sorted_to_bisect() { return std::make_unique<SortedSearch>(); }

}  // namespace velox::rules
