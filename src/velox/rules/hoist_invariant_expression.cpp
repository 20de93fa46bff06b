// SPDX-License-Identifier: Apache-2.0
// Problem: arithmetic on values that stay the same, `y * width + x` in a loop over x, is done anew in each turn.
// Idea: the part that stays the same is computed once, in front of the furthest loop in which it does.
// Limits: a loop may run zero times, so the part must not raise: whole numbers, texts and lengths. Calls are left to
// hoist-invariant-call. Fields of objects are read once only where observation knows them.
#include <cctype>
#include <map>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/seen_size.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

class InvariantExpression final : public Rule {
 public:
  std::string_view id() const override { return "hoist-invariant-expression"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    visit_kinds(context.nodes, {"binary_operator"}, [&](Node node) {
      if (inside_any(node, done)) return false;
      if (!node.is("binary_operator") || operations_in(context, node) < kFewest) return true;
      if (repeating(node, context.definition).empty() || is_walked(node)) return true;
      if (is_short(context, node) || !in_every_turn(node)) return true;
      if (node.parent().is("assignment")) return true;
      Claim claim;
      const auto place = hoist_place(context, node, node, claim);
      return !place || !consider(context, node, *place, claim, done, findings);
    });
  }

 private:
  /// One operation costs little more than reading the name that would replace it.
  static constexpr int kFewest = 2;
  static constexpr std::uint64_t kShortest = 3;  // turns

  /// Operators and lengths that are evaluated each time; those of literals CPython folds. 0 when there are other calls.
  static int operations_in(const RuleContext& context, Node expression) {
    int count = 0;
    bool calls = false;
    source::walk(expression, [&](Node node) {
      const bool named = !node.is("binary_operator") || has_kind(node, {"identifier"});
      const bool length = node.is("call") && builtin_call(context, node, "len");
      if ((node.is("binary_operator") && named) || length || node.is("attribute")) ++count;
      calls = calls || (node.is("call") && !length);
      return !calls;
    });
    return calls ? 0 : count;
  }

  /// `range(n * k)` in the head of a loop is evaluated once for all its turns.
  static bool is_walked(Node node) {
    const Node loop = climb_to(node, {"for_statement"});
    return loop && inside(node, loop.field("right"));
  }

  /// The innermost loop walks a list that was seen to be short: what is computed in front of it costs as much.
  static bool is_short(const RuleContext& context, Node node) {
    const auto loops = repeating(node, context.definition);
    const Node loop = loops.front();
    const auto turns = loops.size() == 1 ? seen_turns_around(context, node) : std::nullopt;
    if (turns) return turns->typical < kShortest;
    const auto length = loop.is("for_statement") ? seen_length(context, loop.field("right")) : std::nullopt;
    return length && *length < kShortest;
  }

  /// Every turn of the innermost loop evaluates it, as far as the code shows: no branch lies between the two.
  static bool in_every_turn(Node node) {
    for (Node at = node, up = at.parent(); up && !is_loop(up) && !is_comprehension(up); at = up, up = at.parent()) {
      if (is_kind(up, {"if_statement", "elif_clause"}) && up.field("condition") != at) return false;
      if (is_kind(up, {"elif_clause", "else_clause", "except_clause", "match_statement"})) return false;
      if (up.is("boolean_operator") && up.field("right") == at) return false;
      if (const auto choice = choice_of(up); choice && choice->condition != at) return false;
    }
    return true;
  }

  static bool consider(const RuleContext& context, Node node, const HoistPlace& place, Claim claim,
                       std::vector<Node>& done, Findings& findings) {
    const auto fact = context.facts.type_of(node);
    if (!fact || (fact->name != "int" && fact->name != "str" && fact->name != "float")) return false;
    const auto effects = context.facts.effects(node);
    claim.lean_on(*fact, node.text());
    claim.lean_on(effects, node);
    if (acting_property(context.facts, node)) return false;
    if (effects.may_raise || effects.reads_attributes || !surely_bound(context, node, place.anchor)) {
      if (context.observed == nullptr) {
        refuse(findings, node, quoted(node) + " may raise, and the loop may not run at all");
        return true;
      }
      claim.assume(quoted(node) + " does not raise, also when the loop does not run");
    }
    emit(context, node, place, claim, done, findings);
    return true;
  }

  static void emit(const RuleContext& context, Node node, const HoistPlace& place, Claim claim, std::vector<Node>& done,
                   Findings& findings) {
    const auto name = context.facts.fresh_name(context.definition.field("body"), name_for(node));
    const auto line = insert_before(context.module, place.anchor, {name + " = " + std::string(node.text())});
    if (!line) return;
    std::vector<Edit> edits{*line};
    context.nodes.walk([&](Node other) {
      if (!other.is("binary_operator") || !inside(other, place.anchor) || !same_code(other, node)) return true;
      const auto its_place = hoist_place(context, other, other, claim);
      if (!its_place || its_place->anchor != place.anchor) return true;
      edits.push_back(replace(other.parent().is("parenthesized_expression") ? other.parent() : other, name));
      done.push_back(other);
      return false;
    });
    findings.candidates.push_back(make_candidate(
        node, claim, quoted(node) + " stays the same in the loop; once, in front of it, is enough.", std::move(edits)));
  }

  /// In words: `row * width` is row_times_width; `2 * width` has no word to begin with.
  static std::string name_for(Node node) {
    auto name = words(node);
    const bool number = !name.empty() && std::isdigit(static_cast<unsigned char>(name.front())) != 0;
    if (name.size() > 32 || name.empty() || number) name = stem_of(first_name(node)) + "_term";
    return name;
  }

  static std::string words(Node node) {
    static const std::map<std::string_view, std::string_view> kWords{
        {"+", "plus"}, {"-", "minus"}, {"*", "times"}, {"//", "div"}, {"%", "mod"},  {"/", "per"},
        {"&", "and"},  {"|", "or"},    {"^", "xor"},   {"<<", "shl"}, {">>", "shr"}, {"**", "pow"}};
    node = unparen(node);
    if (node.is("binary_operator")) {
      const auto word = kWords.find(node.field("operator").text());
      if (word == kWords.end()) return {};
      return words(node.field("left")) + "_" + std::string(word->second) + "_" + words(node.field("right"));
    }
    if (node.is("integer")) return std::string(node.text());
    if (const auto call = as_call(node); call && call->args.size() == 1)
      return stem_of(call->args[0]) + "_" + std::string(call->name);
    return is_path(node) ? stem_of(node) : "text";
  }

  static Node first_name(Node node) {
    Node found;
    source::walk(node, [&](Node one) {
      if (!found && one.is("identifier") && is_name_use(one)) found = one;
      return !found;
    });
    return found;
  }
};

}  // namespace

std::unique_ptr<Rule> make_hoist_invariant_expression() { return std::make_unique<InvariantExpression>(); }

}  // namespace velox::rules
