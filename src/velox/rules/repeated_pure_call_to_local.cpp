// SPDX-License-Identifier: Apache-2.0
// Problem: the same call with the same arguments is evaluated again: `score(row)` in a condition and in its branch,
// `name.lower()` three times.
// Idea: keep the value in a local in front of the statement that evaluates it first; or use the name that it has already. A
// comprehension that tests a function first, `[f(x) for x in xs if f(x)]`, keeps its value with `:=`.
// Limits: methods of str and pure functions of the module, on locals of scalar types that nothing between the first and the
// last evaluation stores to; the first is evaluated whenever one of the others is. Moved in front of its statement it may
// not overtake anything that raises, nor raise itself. A list that `split` gives may only be looked at.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/call_values.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// A call and those behind it that give the same value.
struct Repeated {
  Call call;
  CallKind kind = CallKind::none;
  Node statement;            ///< that evaluates the first; or the comprehension
  std::vector<Node> others;  ///< in source order
};

/// The variables that an expression reads.
std::vector<const Binding*> variables_in(const RuleContext& context, Node expression) {
  std::vector<const Binding*> found;
  source::walk(expression, [&](Node node) {
    if (node.is("identifier") && is_name_use(node)) found.push_back(context.facts.binding(node));
    return true;
  });
  return found;
}

bool stores_in(const Binding* binding, Node piece) {
  return binding == nullptr ||
         std::ranges::any_of(binding->stores, [&](const Node& store) { return inside(store, piece); });
}

/// Whether `node` is evaluated whenever its statement is, and once.
bool always_evaluated(Node node, Node statement) {
  for (Node at = node, parent; at != statement; at = parent) {
    parent = at.parent();
    if (is_kind(parent, {"block", "lambda", "elif_clause", "assert_statement", "case_clause", "while_statement"}) ||
        is_comprehension(parent))
      return false;
    if (parent.is("boolean_operator") && parent.field("left") != at) return false;
    if (parent.is("comparison_operator") && parent.items().size() > 2) return false;
    const auto parts = parent.items();
    if (parent.is("conditional_expression") && (parts.size() != 3 || parts[1] != at)) return false;
  }
  return true;
}

/// Evaluating `node` surely comes before anything in its statement that can raise or do something.
bool evaluated_first(const RuleContext& context, Node node, Node statement) {
  const auto harmless = [&](Node part) {
    if (part.is("attribute")) {
      const auto name = part.field("attribute").text();
      return context.facts.type_of(part.field("object")).has_value() && part.field("object").is("identifier") &&
             surely_bound(context, part, statement) && (looking_method(name) || changing_method(name));
    }
    const auto effects = context.facts.effects(part);
    return effects.pure() && !effects.may_raise;
  };
  for (Node at = node, parent; at != statement; at = parent) {
    parent = at.parent();
    const bool target_first = is_kind(parent, {"assignment", "for_statement"});  // but evaluated last
    if (target_first && parent.field("left") == at) return false;
    for (const Node& part : parent.items()) {
      if (part.span().begin >= at.span().begin) break;
      const bool target = target_first && part == parent.field("left");
      if (!target && !harmless(part)) return false;
    }
  }
  return true;
}

/// `node` is the value of `value if condition else other` and `first` is in its condition, which is evaluated before.
bool chosen_by(Node node, Node first, Node statement) {
  for (Node at = node; at != statement; at = at.parent()) {
    const auto parts = at.parent().items();
    if (at.parent().is("conditional_expression") && parts.size() == 3 && parts[0] == at && inside(first, parts[1]))
      return true;
  }
  return false;
}

class RepeatedCall final : public Rule {
 public:
  std::string_view id() const override { return "repeated-pure-call-to-local"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    for (const Node& node : context.nodes.of_kind("call")) {
      const auto call = as_call(node);
      if (!call || !call->plain || !call->keywords.empty() || inside_any(node, done)) continue;
      const auto kind = kind_of(context, *call);
      if ((kind != CallKind::text && kind != CallKind::user) || !steady(context, *call)) continue;
      auto repeated = repeats_of(context, *call, kind);
      if (repeated.others.empty()) repeated = repeats_in_comprehension(context, *call, kind);
      if (repeated.others.empty() || !consider(context, repeated, findings)) continue;
      done.push_back(node);
      done.insert(done.end(), repeated.others.begin(), repeated.others.end());
    }
  }

 private:
  /// Its operands are constants and locals of scalar types, or such calls of text methods themselves.
  static bool steady(const RuleContext& context, const Call& call) {
    std::vector<Node> operands = call.args;
    if (call.object) operands.push_back(call.object);
    if (operands.empty() || has_comment(call.node) || call.node.line() != call.node.last_line()) return false;
    return std::ranges::all_of(operands, [&](Node operand) {
      operand = unparen(operand);
      if (is_constant(operand)) return true;
      const auto inner = as_call(operand);
      if (inner && inner->object && inner->plain && inner->keywords.empty())
        return kind_of(context, *inner) == CallKind::text && immutable_result(context, *inner, CallKind::text) &&
               steady(context, *inner);
      const Binding* binding = operand.is("identifier") ? context.facts.binding(operand) : nullptr;
      const auto fact = context.facts.type_of(operand);
      const bool own =
          binding != nullptr && (binding->scope == context.definition ||
                                 (is_comprehension(binding->scope) && inside(binding->scope, context.definition)));
      return own && !binding->written_elsewhere && fact && is_scalar_type(fact->name);
    });
  }

  static bool same_value(const RuleContext& context, Node a, Node b) {
    return same_code(a, b) && variables_in(context, a) == variables_in(context, b);
  }

  /// `node` may run later, when the variables have other values.
  static bool deferred(const RuleContext& context, Node node, Node statement) {
    for (Node at = node; at != statement; at = at.parent()) {
      if (is_kind(at, {"lambda", "function_definition", "class_definition"})) return true;
      if (at.is("generator_expression") && !consumed_at_once(context.facts, at)) return true;
    }
    return false;
  }

  /// The same calls behind this one, in its statement and those that follow it, as far as nothing stores to what it reads.
  static Repeated repeats_of(const RuleContext& context, const Call& call, CallKind kind) {
    Repeated found{call, kind, statement_of(call.node), {}};
    if (!found.statement || !always_evaluated(call.node, found.statement)) return found;
    const auto variables = variables_in(context, call.node);
    for (Node at = found.statement; at; at = next_statement(at)) {
      if (std::ranges::any_of(variables, [&](const Binding* one) { return stores_in(one, at); })) break;
      source::walk(at, [&](Node node) {
        const bool behind = node.span().begin > call.node.span().begin;
        if (!node.is("call") || (!behind && (at != found.statement || !chosen_by(node, call.node, at)))) return true;
        if (!same_value(context, node, call.node) || deferred(context, node, at)) return true;
        found.others.push_back(node);
        return false;
      });
    }
    return found;
  }

  /// The same calls that a comprehension evaluates after the one in its condition: in later clauses, and its element.
  static Repeated repeats_in_comprehension(const RuleContext& context, const Call& call, CallKind kind) {
    const Node clause = climb_to(call.node, {"if_clause"});
    Repeated found{call, kind, clause ? clause.parent() : Node(), {}};
    if (!clause || !is_comprehension(found.statement) || !always_evaluated(call.node, clause)) return found;
    const auto parts = found.statement.items();
    const auto variables = variables_in(context, call.node);
    for (const Node& part : parts) {
      if (part != parts.front() && part.span().begin < clause.span().begin) continue;
      if (std::ranges::any_of(variables, [&](const Binding* one) { return stores_in(one, part); })) return found;
      source::walk(part, [&](Node node) {
        const bool behind = part == parts.front() || node.span().begin > call.node.span().begin;
        if (!node.is("call") || !behind) return true;
        if (!same_value(context, node, call.node) || deferred(context, node, part)) return true;
        found.others.push_back(node);
        return false;
      });
    }
    return found;
  }

  /// One of the others is evaluated whenever the first is: in its statement, or in one that follows without a way out.
  static bool surely_again(const Repeated& repeated) {
    if (is_comprehension(repeated.statement)) return false;
    for (Node at = repeated.statement; at; at = next_statement(at)) {
      for (const Node& other : repeated.others)
        if (inside(other, at) && always_evaluated(other, at)) return true;
      if (has_kind(at, {"return_statement", "raise_statement", "break_statement", "continue_statement"})) return false;
    }
    return false;
  }

  /// Keeping the value costs next to nothing beside the call, so that it does not matter if it is not read again. In a
  /// comprehension it costs more: the name is a variable of the function around it.
  static bool pays_once_too(const RuleContext& context, const Repeated& repeated) {
    if (repeated.kind == CallKind::text) return !is_comprehension(repeated.statement);
    return has_kind(definition_of(context, repeated.call).field("body"), {"for_statement", "while_statement", "call"});
  }

  static bool told_apart(Node node) {
    const auto test = as_comparison(node.parent());
    return test && test->op.starts_with("is");
  }

  static bool consider(const RuleContext& context, const Repeated& repeated, Findings& findings) {
    const Node first = repeated.call.node;
    const auto effects = context.facts.effects(first);
    if (!effects.pure()) return false;
    std::vector<Node> all = repeated.others;
    all.push_back(first);
    if (!immutable_result(context, repeated.call, repeated.kind) &&
        !std::ranges::all_of(all, [&](const Node& one) { return only_looked_at(context, one); })) {
      refuse(findings, first,
             "each evaluation of " + quoted(first) + " gives a value of its own, which can be changed or kept");
      return false;
    }
    if (std::ranges::any_of(all, told_apart)) return false;
    if (!surely_again(repeated) && !pays_once_too(context, repeated)) return false;
    Claim claim;
    claim.at_most(assurance_of(effects.certainty));
    source::walk(first, [&](Node node) {
      const auto fact = node.is("identifier") && is_name_use(node) && node.parent().field("function") != node
                            ? context.facts.type_of(node)
                            : std::nullopt;
      if (fact) claim.lean_on(*fact, node.text());
      return true;
    });
    if (const auto value = context.facts.type_of(first)) claim.lean_on(*value, first.text());
    if (is_comprehension(repeated.statement)) return bind_in_place(context, repeated, claim, findings);
    return reuse(context, repeated, claim, findings) || keep(context, repeated, claim, findings);
  }

  /// `key = name.lower()` is there already: the others use that name.
  static bool reuse(const RuleContext& context, const Repeated& repeated, const Claim& claim, Findings& findings) {
    const auto made = as_assignment(repeated.statement);
    const Binding* binding =
        made && unparen(made->value) == repeated.call.node ? plain_local(context, made->target) : nullptr;
    if (binding == nullptr) return false;
    std::vector<Edit> edits;
    for (const Node& other : repeated.others) {
      const Node holder = sibling_holding(other, repeated.statement);
      for (Node at = next_statement(repeated.statement); at && !stores_in(binding, at); at = next_statement(at))
        if (at == holder) edits.push_back(replace(other, std::string(made->target.text())));
    }
    if (edits.size() != repeated.others.size()) return false;
    findings.candidates.push_back(make_candidate(
        repeated.others.front(), claim,
        quoted(made->target) + " has the value of " + quoted(repeated.call.node) + " already.", std::move(edits)));
    return true;
  }

  static bool bind_in_place(const RuleContext& context, const Repeated& repeated, const Claim& claim,
                            Findings& findings) {
    const Node first = repeated.call.node;
    const auto name =
        context.facts.fresh_name(context.definition.field("body"), name_for(repeated.call, repeated.kind));
    const auto bound = name + " := " + std::string(first.text());
    std::vector<Edit> edits{replace(first, first.parent().is("argument_list") ? bound : "(" + bound + ")")};
    for (const Node& other : repeated.others) edits.push_back(replace(other, name));
    findings.candidates.push_back(
        make_candidate(first, claim, quoted(first) + " is evaluated again for the same element; its value is kept.",
                       std::move(edits)));
    return true;
  }

  /// The call, or one of those that give its object, may raise.
  static bool text_raises(const RuleContext& context, const Call& call) {
    const auto inner = call.object ? as_call(unparen(call.object)) : std::nullopt;
    return !text_cannot_raise(context, call) || (inner && text_raises(context, *inner));
  }

  static bool keep(const RuleContext& context, const Repeated& repeated, const Claim& claim, Findings& findings) {
    const Node first = repeated.call.node;
    const bool raises =
        repeated.kind == CallKind::text ? text_raises(context, repeated.call) : context.facts.effects(first).may_raise;
    const bool movable = !raises && surely_bound(context, first, repeated.statement);
    if (!movable && !evaluated_first(context, first, repeated.statement)) {
      refuse(findings, first,
             quoted(first) + " may raise, and " + quoted(repeated.statement) + " does something else before it");
      return false;
    }
    const auto name =
        context.facts.fresh_name(context.definition.field("body"), name_for(repeated.call, repeated.kind));
    const auto line = insert_before(context.module, repeated.statement, {name + " = " + std::string(first.text())});
    if (!line) return false;
    std::vector<Edit> edits{*line, replace(first, name)};
    for (const Node& other : repeated.others) edits.push_back(replace(other, name));
    findings.candidates.push_back(
        make_candidate(first, claim, quoted(first) + " is evaluated again with the same arguments; its value is kept.",
                       std::move(edits)));
    return true;
  }
};

}  // namespace

std::unique_ptr<Rule> make_repeated_pure_call_to_local() { return std::make_unique<RepeatedCall>(); }

}  // namespace velox::rules
