// SPDX-License-Identifier: Apache-2.0
// Problem: `while i < n: ... i += 1` compares and adds in bytecode at each turn, and makes a number that a range makes in C.
// Idea: `for i in range(i, n):`.
// Limits: the bound stays the same; nothing but the last statement of the body changes the number; no `continue`, which would
// skip that statement; nobody reads the number afterwards, when it would be one step behind.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Count {
  Node loop, index, bound;
  std::string op;  ///< of `index op bound`
  Node step;       ///< the last statement, `i += 1`
  long by = 0;     ///< negative downwards
};

std::string turned(const std::string& op) {
  if (op == "<") return ">";
  if (op == ">") return "<";
  if (op == "<=") return ">=";
  return op == ">=" ? "<=" : std::string();
}

class CountingWhile final : public Rule {
 public:
  std::string_view id() const override { return "counting-while-to-for"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& loop : context.nodes.of_kind("while_statement"))
      if (const auto count = count_of(loop)) judge(context, *count, findings);
  }

 private:
  static std::optional<Count> count_of(Node loop) {
    const auto test = as_comparison(loop.field("condition"));
    const auto body = loop.field("body").items();
    if (!test || body.size() < 2 || loop.field("alternative")) return std::nullopt;
    for (const bool left : {true, false}) {
      const Node index = unparen(left ? test->left : test->right), bound = left ? test->right : test->left;
      const long by = index.is("identifier") ? step_of(body.back(), index.text()) : 0;
      const std::string op = left ? test->op : turned(test->op);
      const bool fits = by > 0 ? op == "<" || op == "<=" : by < 0 && (op == ">" || op == ">=");
      if (fits) return Count{loop, index, bound, op, body.back(), by};
    }
    return std::nullopt;
  }

  /// By how much `i += 1`, `i -= 2` or `i = i + 1` moves the name; 0 for other statements.
  static long step_of(Node statement, std::string_view name) {
    const Node expression = expression_of(statement);
    if (expression.field("left").text() != name || expression.field("type")) return 0;
    const Node right = unparen(expression.field("right"));
    if (expression.is("augmented_assignment")) {
      const auto op = expression.field("operator").text();
      const long by = int_literal(right).value_or(0);
      return op == "+=" ? by : op == "-=" ? -by : 0;
    }
    if (!expression.is("assignment") || !right.is("binary_operator") || right.field("left").text() != name) return 0;
    const auto op = right.field("operator").text();
    const long by = int_literal(right.field("right")).value_or(0);
    return op == "+" ? by : op == "-" ? -by : 0;
  }

  static void judge(const RuleContext& context, const Count& count, Findings& findings) {
    Claim claim;
    auto reason = why_not_index(context, count, claim);
    if (reason.empty()) reason = why_not_bound(context, count, claim);
    if (!reason.empty()) return refuse(findings, count.loop, reason);
    rewrite(context, count, claim, findings);
  }

  static std::string why_not_index(const RuleContext& context, const Count& count, Claim& claim) {
    const Binding* index = plain_local(context, count.index);
    if (!index || held_by_function(*index, context.definition))
      return quoted(count.index) + " is not a local of this function alone";
    const auto fact = context.facts.type_of(count.index);
    if (!fact || fact->name != "int") return quoted(count.index) + " is not known to be a whole number";
    claim.lean_on(*fact, count.index.text());
    for (const Node& store : index->stores)
      if (inside(store, count.loop) && !inside(store, count.step))
        return quoted(count.index) + " is changed in the middle of the loop" + on_line(store);
    if (const Node skip = skips_step(count.loop))
      return "the `continue`" + on_line(skip) + " goes on without changing " + quoted(count.index);
    if (!context.facts.dead_after(*index, count.loop) ||
        seen_after_exception(context, *index, count.loop) != Seen::never)
      return quoted(count.index) + " may be read after the loop, where it would be one step behind";
    return {};
  }

  /// A `continue` of this loop.
  static Node skips_step(Node loop) {
    Node found;
    source::walk(loop.field("body"), [&](Node node) {
      if (is_kind(node, {"function_definition", "class_definition", "lambda"}) || found) return false;
      if (!node.is("continue_statement")) return true;
      Node at = node;
      while (!(is_loop(at.parent()) && at.parent().field("body") == at)) at = at.parent();
      if (at.parent() == loop) found = node;
      return true;
    });
    return found;
  }

  static constexpr std::uint64_t kFewest = 4;

  /// Of the list whose length the bound is.
  static std::optional<std::uint64_t> length_seen(const RuleContext& context, Node bound) {
    const auto length = builtin_call(context, unparen(bound), "len");
    return length && length->args.size() == 1 ? seen_length(context, length->args[0]) : std::nullopt;
  }

  static std::string why_not_bound(const RuleContext& context, const Count& count, Claim& claim) {
    const auto fact = context.facts.type_of(count.bound);
    if (!fact || fact->name != "int") return quoted(count.bound) + " is not known to be a whole number";
    claim.lean_on(*fact, count.bound.text());
    if (!length_stays(context, count, claim) && !hoist_place(context, count.bound, count.bound, claim))
      return why_not_invariant(count.bound, count.loop);
    if (const auto length = length_seen(context, count.bound); length && *length < kFewest)
      return "half of the loops seen had fewer than " + std::to_string(kFewest) + " rounds";
    if (!builtin_free(context, "range")) return "the name range is taken in this file";
    return {};
  }

  /// The bound is `len(xs)`, or a number off it, of a list whose elements may be set anew: that leaves the length alone.
  static bool length_stays(const RuleContext& context, const Count& count, Claim& claim) {
    Node bound = unparen(count.bound);
    if (bound.is("binary_operator") && one_of(bound.field("operator").text(), {"+", "-"}) &&
        int_literal(bound.field("right")))
      bound = unparen(bound.field("left"));
    const auto length = builtin_call(context, bound, "len");
    if (!length || length->args.size() != 1 || !length->args[0].is("identifier")) return false;
    const Binding* list = context.facts.binding(length->args[0]);
    const auto fact = context.facts.type_of(length->args[0]);
    const bool own = list && fact && fact->name == "list" && !list->written_elsewhere &&
                     inside(list->scope, context.definition) && !has_kind(count.loop, {"yield", "await"}) &&
                     std::ranges::none_of(list->stores, [&](const Node& store) { return inside(store, count.loop); });
    Claim leaning = claim;
    if (!own || context.facts.mutated_in(*list, count.loop, elements_set(context, count.loop, leaning))) return false;
    leaning.lean_on(*fact, length->args[0].text());
    claim = leaning;
    return true;
  }

  /// The lists of which the loop sets an element, by a whole number.
  static std::vector<Node> elements_set(const RuleContext& context, Node loop, Claim& claim) {
    std::vector<Node> lists;
    source::walk(loop.field("body"), [&](Node node) {
      const Node index = node.is("subscript") ? only_index(node) : Node();
      const Node around = node.parent();
      const bool set = index && is_kind(around, {"assignment", "augmented_assignment"}) && around.field("left") == node;
      const Node list = set ? node.field("value") : Node();
      const auto fact = list.is("identifier") ? context.facts.type_of(list) : std::nullopt;
      const auto number = fact ? context.facts.type_of(index) : std::nullopt;
      if (!fact || fact->name != "list" || !number || number->name != "int") return true;
      claim.lean_on(*fact, list.text());
      claim.lean_on(*number, index.text());
      lists.push_back(list);
      return true;
    });
    return lists;
  }

  static void rewrite(const RuleContext& context, const Count& count, const Claim& claim, Findings& findings) {
    const auto step = remove_statement(context.module, count.step);
    if (!step || !owns_line(context.module, count.step))
      return refuse(findings, count.loop, "the layout of the loop does not allow the change");
    std::vector<Edit> edits{*step};
    std::string first(count.index.text());
    if (const auto start = start_of(context, count)) {
      first = start->value.text();
      edits.push_back(*remove_lines(context.module, start->statement));
    }
    std::string range = first + ", " + end_of(count);
    if (first == "0" && count.by == 1) range = end_of(count);
    if (count.by != 1) range += ", " + std::to_string(count.by);
    const auto begin = count.loop.span().begin, end = count.loop.field("condition").span().end;
    edits.push_back({{begin, end}, "for " + std::string(count.index.text()) + " in range(" + range + ")"});
    findings.candidates.push_back(
        make_candidate(count.loop, claim, "A range counts in C; the loop compared and added in bytecode at each turn.",
                       std::move(edits)));
  }

  /// `i = 0` right in front of the loop, alone on its line.
  static std::optional<Assignment> start_of(const RuleContext& context, const Count& count) {
    const Node before = previous_statement(count.loop);
    const auto start = before ? as_assignment(before) : std::nullopt;
    if (!start || start->target.text() != count.index.text() || !int_literal(start->value)) return std::nullopt;
    const Node next = before.next_named();
    const bool commented = next.is("comment") && next.line() == before.last_line();
    if (commented || expression_of(before).field("type")) return std::nullopt;
    // The two lines must not share one with other code.
    return remove_lines(context.module, before) ? start : std::nullopt;
  }

  /// The first number that the index does not take.
  static std::string end_of(const Count& count) {
    const Node bound = unparen(count.bound);
    const bool open = count.op == "<" || count.op == ">";
    if (open) return operand(bound);
    const bool up = count.op == "<=";
    if (const auto number = int_literal(bound)) return std::to_string(*number + (up ? 1 : -1));
    const bool one_off = bound.is("binary_operator") && bound.field("right").text() == "1" &&
                         bound.field("operator").text() == (up ? "-" : "+");
    if (one_off) return std::string(bound.field("left").text());
    const bool tight =
        is_kind(bound, {"identifier", "attribute", "call", "subscript"}) ||
        (bound.is("binary_operator") && one_of(bound.field("operator").text(), {"+", "-", "*", "//", "%", "**"}));
    const std::string text(bound.text());
    return (tight ? text : "(" + text + ")") + (up ? " + 1" : " - 1");
  }
};

}  // namespace

std::unique_ptr<Rule> make_counting_while_to_for() { return std::make_unique<CountingWhile>(); }

}  // namespace velox::rules
