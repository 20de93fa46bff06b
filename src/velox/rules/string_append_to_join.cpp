// SPDX-License-Identifier: Apache-2.0
// Problem: `text = text + a + b` in a loop copies the whole text each time round (CPython grows it in place only for
// the plain `text += a` of a local name, and even then checks and resizes each time).
// Idea: collect the parts in a list, join them once behind the loop; those that were put in front, the last one first.
// Limits: a local name that starts as a string, is only added to inside the loop, always at the same end, and read only behind
// it; every part is surely a str, or observation says so.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/rewrite.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// `s += part`, `s = s + part ...` or `s = part ... + s` as a statement.
struct Addition {
  Node statement, expression;
  Node store;               ///< the target
  Node old;                 ///< the text so far, where it is read by name
  std::vector<Node> parts;  ///< operands, left to right
  std::string text;         ///< of what is added
  bool in_front = false;
};

/// The operands of a chain of `+`, left to right.
void operands(Node node, std::vector<Node>& out) {
  const Node bare = unparen(node);
  if (bare.is("binary_operator") && bare.field("operator").is("+")) {
    operands(bare.field("left"), out);
    operands(bare.field("right"), out);
    return;
  }
  out.push_back(node);
}

Node leftmost(Node node) {
  while (node.is("binary_operator") && node.field("operator").is("+")) node = node.field("left");
  return node;
}

std::optional<Addition> addition_of(const source::ParsedModule& module, Node statement, std::string_view name) {
  const Node expression = expression_of(statement);
  Addition found;
  found.statement = statement;
  found.expression = expression;
  found.store = expression.field("left");
  if (!found.store.is("identifier") || found.store.text() != name) return std::nullopt;
  const Node right = expression.field("right");
  if (expression.is("augmented_assignment") && expression.field("operator").is("+=")) {
    if (right.is("expression_list") || right.is("yield") || right.is("await")) return std::nullopt;
    operands(right, found.parts);
    found.text = unparen(right).text();
    return found;
  }
  if (!expression.is("assignment") || expression.field("type") || !right.is("binary_operator")) return std::nullopt;
  if (!right.field("operator").is("+")) return std::nullopt;
  const Node first = leftmost(right), last = right.field("right");
  if (last.is("identifier") && last.text() == name) {
    operands(right.field("left"), found.parts);
    found.in_front = true;
    found.old = last;
    found.text = unparen(right.field("left")).text();
    return found;
  }
  if (!first.is("identifier") || first.text() != name || first == right) return std::nullopt;
  operands(right, found.parts);
  found.parts.erase(found.parts.begin());
  found.old = first;
  if (found.parts.empty()) return std::nullopt;
  Node inner = first.parent();
  const auto begin = inner.field("right").span().begin;
  if (inner == right)
    found.text = unparen(right.field("right")).text();
  else
    found.text = std::string_view(module.bytes()).substr(begin, right.span().end - begin);
  return found;
}

class Join final : public Rule {
 public:
  std::string_view id() const override { return "string-append-to-join"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<const Binding*> done;
    visit_kinds(context.nodes, {"assignment", "augmented_assignment"}, [&](Node node) {
      if (!node.is("augmented_assignment") && !node.is("assignment")) return true;
      const Node target = node.field("left");
      const bool in_loop =
          target.is("identifier") && context.facts.loop_depth(node) > 0 && !repeating(node, context.definition).empty();
      if (!in_loop || !addition_of(context.module, node, target.text())) return true;
      const Binding* binding = context.facts.binding(target);
      if (binding == nullptr || std::ranges::find(done, binding) != done.end()) return true;
      done.push_back(binding);
      consider(context, *binding, node, findings);
      return true;
    });
  }

 private:
  /// The statement in an enclosing block that gives the name its first text; null when none surely does, or when it may
  /// be something else than text at the loop.
  static Node start_of(const RuleContext& context, const Binding& binding, Node region, Claim& claim) {
    Node start;
    for (const Node& store : binding.stores) {
      if (inside(store, region) || (store.span().begin >= region.span().begin && !comes_back(store, region))) continue;
      if (const auto addition = addition_of(context.module, statement_of(store), binding.name)) {
        if (!keeps_text(context, *addition, claim)) return {};
        continue;
      }
      const auto made = as_assignment(statement_of(store));
      if (!made || made->target != store || !starts_as_text(context, *made, claim)) return {};
      const bool before = store.span().begin < region.span().begin;
      if (before && inside(region, made->statement.parent())) start = made->statement;
    }
    return start;
  }

  /// Code behind the region may run before it: a loop holds both.
  static bool comes_back(Node later, Node region) {
    for (Node at = region.parent(); at && !at.is("function_definition"); at = at.parent())
      if (is_loop(at) && inside(later, at)) return true;
    return false;
  }

  /// An addition outside the region leaves a str, unless a part has an `__radd__` of its own.
  static bool keeps_text(const RuleContext& context, const Addition& addition, Claim& claim) {
    for (const Node& part : addition.parts) {
      if (is_text(context, part)) continue;
      const auto fact = context.facts.type_of(part);
      if (fact && fact->name != "str") return false;
      if (fact)
        claim.lean_on(*fact, part.text());
      else
        claim.at_most(Assurance::tested);
    }
    return true;
  }

  /// `"<p>" + f(x)` is a str, unless what is added has an `__radd__` of its own.
  static bool starts_as_text(const RuleContext& context, const Assignment& made, Claim& claim) {
    if (is_text(context, made.value)) return true;
    const auto fact = context.facts.type_of(made.value);
    if (fact && fact->name != "str") return false;
    if (fact) {
      claim.lean_on(*fact, made.value.text());
      return true;
    }
    if (context.observed == nullptr || !is_text(context, leftmost(unparen(made.value)))) return false;
    claim.assume(quoted(made.target) + " starts as a str" + on_line(made.target));
    return true;
  }

  static void consider(const RuleContext& context, const Binding& binding, Node at, Findings& findings) {
    Node region;
    for (const Node& loop : repeating(at, context.definition)) {
      if (!is_loop(loop)) return;
      std::vector<Node> stores;
      for (const Node& store : binding.stores) {
        if (inside(store, loop)) stores.push_back(store);
      }
      const bool only_adds = std::ranges::all_of(stores, [&](Node store) {
        return addition_of(context.module, statement_of(store), binding.name).has_value();
      });
      if (!only_adds) break;
      region = loop;
    }
    if (!region) return;
    Claim claim;
    const Node start = start_of(context, binding, region, claim);
    const auto made = start ? as_assignment(start) : std::nullopt;
    if (!made) {
      if (adds_text(context, at, binding.name))
        refuse(findings, at, "`" + binding.name + "` may be something else than a str when the loop begins");
      return;
    }
    if (binding.kind != analysis::BindingKind::local || binding.captured || binding.written_elsewhere) {
      return refuse(findings, at, "`" + binding.name + "` is shared with other code");
    }
    std::vector<Addition> additions;
    if (!collect(context, binding, region, additions, claim, findings)) return;
    if (jumps_out(region)) {
      return refuse(findings, at, "a break or continue of an outer loop would skip the join behind the loop");
    }
    if (!safe_on_error(binding, region)) {
      return refuse(findings, at, "`" + binding.name + "` may be read after an exception in the loop");
    }
    emit(context, binding, region, *made, additions, claim, at, findings);
  }

  /// What is added at `at` is text in part, so that the name may well hold text too.
  static bool adds_text(const RuleContext& context, Node at, std::string_view name) {
    const auto addition = addition_of(context.module, statement_of(at), name);
    return addition && std::ranges::any_of(addition->parts, [&](Node part) { return is_text(context, part); });
  }

  static bool collect(const RuleContext& context, const Binding& binding, Node region, std::vector<Addition>& additions,
                      Claim& claim, Findings& findings) {
    for (const Node& store : binding.stores) {
      if (inside(store, region)) additions.push_back(*addition_of(context.module, statement_of(store), binding.name));
    }
    for (const Node& load : binding.loads) {
      if (!inside(load, region)) continue;
      const bool own =
          std::ranges::any_of(additions, [&](const Addition& one) { return load == one.store || load == one.old; });
      if (own) continue;
      refuse(findings, load, "`" + binding.name + "` is read inside the loop" + on_line(load));
      return false;
    }
    for (const auto& addition : additions) {
      if (addition.in_front != additions.front().in_front) {
        refuse(findings, addition.statement, "`" + binding.name + "` grows at both ends");
        return false;
      }
      for (const Node& part : addition.parts) {
        if (!claim_text(context, part, claim, findings)) return false;
      }
    }
    return true;
  }

  static bool is_text(const RuleContext& context, Node value) {
    value = unparen(value);
    if (value.is("string") && !contains_kind(value, "interpolation")) {
      const auto text = value.text().substr(0, value.text().find_first_of("\"'"));
      return text.find_first_of("bB") == std::string_view::npos;
    }
    const auto fact = context.facts.type_of(value);
    return fact && fact->name == "str" && fact->certainty == Certainty::proven;
  }

  static bool claim_text(const RuleContext& context, Node part, Claim& claim, Findings& findings) {
    if (is_text(context, part)) return true;
    const auto fact = context.facts.type_of(part);
    if (fact && fact->name == "str") {
      claim.lean_on(*fact, part.text());
      return true;
    }
    if (fact || context.observed == nullptr) {
      refuse(findings, part,
             fact ? quoted(part) + " is a " + fact->name : "it is not known that " + quoted(part) + " is a str");
      return false;
    }
    claim.assume(quoted(part) + " is always a str");
    return true;
  }

  /// Nothing reads the name when the loop is left by an exception: no try around the loop (or inside it, around it all)
  /// has handlers or code behind it that do.
  static bool safe_on_error(const Binding& binding, Node region) {
    for (Node at = region.parent(); at && !at.is("function_definition"); at = at.parent()) {
      if (!at.is("try_statement") && !at.is("with_statement")) continue;
      const Node body = at.field("body");
      for (const Node& load : binding.loads) {
        if (at.is("try_statement") && !inside(load, body)) return false;
        if (at.is("with_statement") && !inside(load, at)) return false;
      }
    }
    return true;
  }

  /// An empty string in the quotes that the start of the text is written in.
  static std::string quotes_of(Node start) {
    const auto text = start.text();
    const auto at = text.find_first_of("\"'");
    return std::string(2, start.is("string") && at != std::string_view::npos ? text[at] : '"');
  }

  /// A statement between two siblings that may jump past the second; null without one.
  static Node jump_between(Node first, Node second) {
    for (Node at = first.next_named(); at && at != second; at = at.next_named())
      if (jumps_out(at)) return at;
    return {};
  }

  static void emit(const RuleContext& context, const Binding& binding, Node region, const Assignment& made,
                   const std::vector<Addition>& additions, const Claim& claim, Node at, Findings& findings) {
    const auto parts = context.facts.fresh_name(context.definition.field("body"), binding.name + "_parts");
    const bool same_block = made.statement.parent() == region.parent();
    const bool adjacent =
        same_block &&
        std::ranges::none_of(binding.loads,
                             [&](Node load) {
                               return load.span().begin > made.statement.span().end &&
                                      load.span().begin < region.span().begin;
                             }) &&
        std::ranges::none_of(binding.stores, [&](Node store) {
          return store.span().begin > made.statement.span().end && store.span().begin < region.span().begin;
        });
    const bool empty =
        made.value.is("string") && string_literal(made.value) && string_literal(made.value)->value.empty();
    std::vector<Edit> edits;
    const bool typed = static_cast<bool>(expression_of(made.statement).field("type"));
    if (adjacent && !typed && alone_on_lines(context.module, made.statement)) {
      if (const Node jump = jump_between(made.statement, region))
        return refuse(findings, at,
                      "`" + binding.name + "` would keep its old value when the loop is skipped" + on_line(jump));
      edits.push_back(
          replace(expression_of(made.statement), parts + " = [" + (empty ? "" : std::string(made.value.text())) + "]"));
    } else {
      const auto line = insert_before(context.module, region, {parts + " = [" + binding.name + "]"});
      if (!line) return refuse(findings, at, "the layout does not allow the change");
      edits.push_back(*line);
    }
    for (const auto& addition : additions)
      edits.push_back(replace(addition.expression, parts + ".append(" + addition.text + ")"));
    const bool in_front = additions.front().in_front;
    const auto join =
        insert_after(context.module, region,
                     {binding.name + " = " + quotes_of(made.value) + ".join(" + parts + (in_front ? "[::-1])" : ")")});
    if (!join) return refuse(findings, at, "the layout does not allow the change");
    edits.push_back(*join);
    findings.candidates.push_back(make_candidate(
        at, claim,
        in_front ? "What is put in front of a string copies all of it each time round; a list of parts is joined once."
                 : "Adding to a string can copy all of it each time round; a list of parts is joined once.",
        std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_string_append_to_join() { return std::make_unique<Join>(); }

}  // namespace velox::rules
