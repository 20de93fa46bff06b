// SPDX-License-Identifier: Apache-2.0
// Problem: `for x in xs: out.append(await f(x))`, or one `await` after the other, waits for each answer before it asks the next
// question.
// Idea: asyncio.gather asks all of them, and gives the answers in the same order.
// Limits: coroutines of this module of which the code shows no effect outside of them; that they depend on each other in no other
// way, and that whoever answers can take all questions at once, is assumed and listed. Only units that were observed.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// `for x in xs` around one awaited call whose result goes to the end of a list.
struct AwaitLoop {
  Node piece;  ///< list comprehension or for statement
  Node target, walked, call;
  Node list;  ///< that is appended to; null for a comprehension
  Node name;  ///< of the result in between; null without
};

/// `a = await f()`, `b = await g()`, ...
struct Step {
  Node statement, target, call;
};

Node awaited(Node expression) {
  expression = unparen(expression);
  const Node call = expression.is("await") ? unparen(expression.named(0)) : Node();
  return call.is("call") ? call : Node();
}

std::optional<AwaitLoop> loop_of_comprehension(Node comprehension) {
  const auto parts = comprehension.items();
  if (parts.size() != 2 || !parts[1].is("for_in_clause") || parts[1].text().starts_with("async")) return std::nullopt;
  const Node call = awaited(parts[0]);
  if (!call || has_comment(comprehension)) return std::nullopt;
  return AwaitLoop{comprehension, parts[1].field("left"), parts[1].field("right"), call, {}, {}};
}

/// The body is `out.append(await f(x))`, or `y = await f(x)` and `out.append(y)`.
std::optional<AwaitLoop> loop_of_statement(Node loop) {
  const auto body = loop.field("body").items();
  if (body.empty() || body.size() > 2 || loop.field("alternative") || loop.text().starts_with("async"))
    return std::nullopt;
  const auto append = method_call(expression_of(body.back()), "append", 1);
  if (!append || !append->object.is("identifier") || has_comment(loop)) return std::nullopt;
  AwaitLoop found{loop, loop.field("left"), loop.field("right"), awaited(append->args[0]), append->object, {}};
  if (body.size() == 2) {
    const auto bound = as_assignment(body[0]);
    const bool passes = bound && bound->target.is("identifier") && append->args[0].text() == bound->target.text();
    if (!passes) return std::nullopt;
    found.call = awaited(bound->value);
    found.name = bound->target;
  }
  return found.call ? std::optional(found) : std::nullopt;
}

/// What a coroutine of the module visibly does that another one could see, or that has an order of its own.
class OutsideEffects {
 public:
  explicit OutsideEffects(const RuleContext& context) : context_(context) {}

  Node in(Node definition) {
    if (std::ranges::find(entered_, definition) != entered_.end()) return {};
    entered_.push_back(definition);
    Node found;
    source::walk(definition.field("body"), [&](Node node) {
      if (!found && acts(node, definition)) found = node;
      if (const Node inner = found ? Node() : called(node)) found = in(inner);
      return !found;
    });
    return found;
  }

  /// The function of the module that a call runs; null when it is not known.
  Node called(Node node) const {
    const auto call = as_call(node);
    if (!call || call->object) return {};
    const Binding* binding = context_.facts.binding(call->function);
    if (!binding || binding->stores.size() != 1 || binding->written_elsewhere) return {};
    const Node definition = binding->stores[0].parent();
    return definition.is("function_definition") && !definition.parent().is("decorated_definition") ? definition
                                                                                                   : Node();
  }

 private:
  bool acts(Node node, Node definition) const {
    if (is_kind(node, {"global_statement", "nonlocal_statement", "yield"})) return true;
    if (is_kind(node, {"assignment", "augmented_assignment", "for_statement"}))
      for (const Node& target : parts_of_target(node.field("left")))
        if (is_kind(target, {"attribute", "subscript"}) && !is_own(target, definition)) return true;
    if (node.is("delete_statement")) return has_kind(node, {"attribute", "subscript"});
    const auto call = as_call(node);
    if (!call) return false;
    if (call->object) return changing_method(call->name) && !is_own(call->object, definition);
    return std::ranges::any_of(std::initializer_list<std::string_view>{"print", "input", "open", "setattr", "exec"},
                               [&](auto name) { return context_.facts.is_builtin(call->function, name); });
  }

  /// It belongs to a local that the function makes.
  bool is_own(Node target, Node definition) const {
    while (is_kind(target, {"attribute", "subscript"}))
      target = target.is("attribute") ? target.field("object") : target.field("value");
    const Binding* binding = target.is("identifier") ? context_.facts.binding(target) : nullptr;
    return binding && binding->kind == analysis::BindingKind::local && binding->scope == definition;
  }

  const RuleContext& context_;
  std::vector<Node> entered_;
};

class AwaitsToGather final : public Rule {
 public:
  std::string_view id() const override { return "awaits-to-gather"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    if (context.unit.kind != model::UnitKind::coroutine) return;
    std::vector<Node> grouped;
    context.nodes.walk([&](Node node) {
      const auto loop = node.is("list_comprehension") ? loop_of_comprehension(node)
                        : node.is("for_statement")    ? loop_of_statement(node)
                                                      : std::nullopt;
      if (loop) consider_loop(context, *loop, findings);
      if (node.is("expression_statement") && !inside_any(node, grouped))
        consider_steps(context, node, grouped, findings);
      return true;
    });
  }

 private:
  /// Empty when the call may be made together with others.
  static std::string why_not_call(const RuleContext& context, Node node, Claim& claim) {
    if (context.observed == nullptr) return "only a run can tell whether there is something to wait for";
    OutsideEffects effects(context);
    const Node definition = effects.called(node);
    if (!definition || !definition.text().starts_with("async"))
      return quoted(node) + " is not known to be a coroutine of this module";
    if (const Node act = effects.in(definition))
      return quoted(node) + " does something that other calls could see: " + quoted(act) + on_line(act);
    if (has_kind(node.field("arguments"), {"call", "await", "yield", "named_expression", "lambda"}))
      return "the arguments of " + quoted(node) + " do more than give values";
    claim.assume("calls of " + quoted(node.field("function")) +
                 " do not depend on each other, also when one of them raises, and may all run at once");
    return {};
  }

  static std::string why_not_loop(const RuleContext& context, const AwaitLoop& loop, Claim& claim) {
    if (auto reason = why_not_call(context, loop.call, claim); !reason.empty()) return reason;
    const auto fact = context.facts.type_of(loop.walked);
    const bool collection = fact && one_of(fact->name, {"list", "tuple", "set", "frozenset", "dict", "range", "str"});
    if (!collection) return quoted(loop.walked) + " is not known to be a collection";
    claim.lean_on(*fact, loop.walked.text());
    const Node statement = loop.list ? loop.piece : statement_of(loop.piece);
    if (seen_turns(context, loop.call, statement).value_or(2) < 2)
      return "half of the loops seen had fewer than two rounds";
    if (!loop.list) return {};
    for (const Node& name : parts_of_target(loop.target))
      if (!vanishes(context, name, loop.piece)) return quoted(name) + " may be read after the loop";
    if (loop.name && !vanishes(context, loop.name, loop.piece))
      return quoted(loop.name) + " may be read after the loop";
    const Binding* list = plain_local(context, loop.list);
    const auto type = context.facts.type_of(loop.list);
    const bool own = list && type && type->name == "list" && !held_by_function(*list, context.definition) &&
                     !context.facts.escapes(*list, loop.piece) && mentions_of(loop.piece, loop.list.text()).size() == 1;
    if (!own) return quoted(loop.list) + " is not a list of this function alone, and others may see it half filled";
    if (seen_after_exception(context, *list, loop.piece) != Seen::never)
      return "after an exception in the loop " + quoted(loop.list) + " may be read";
    return {};
  }

  static bool vanishes(const RuleContext& context, Node name, Node piece) {
    const Binding* binding = plain_local(context, name);
    return binding && !held_by_function(*binding, context.definition) && context.facts.dead_after(*binding, piece) &&
           seen_after_exception(context, *binding, piece) == Seen::never;
  }

  static void consider_loop(const RuleContext& context, const AwaitLoop& loop, Findings& findings) {
    Claim claim;
    if (auto reason = why_not_loop(context, loop, claim); !reason.empty()) return refuse(findings, loop.piece, reason);
    const auto asyncio = ensure_import(context.module, context.facts, loop.piece, "import asyncio");
    if (!asyncio) return refuse(findings, loop.piece, "`asyncio` cannot be imported under a free name");
    const std::string gathered = "await " + asyncio->local + ".gather(*[" + std::string(loop.call.text()) + " for " +
                                 std::string(loop.target.text()) + " in " + operand(loop.walked) + "])";
    std::vector<Edit> edits;
    if (asyncio->edit) edits.push_back(*asyncio->edit);
    const std::string text = loop.list ? std::string(loop.list.text()) + ".extend(" + gathered + ")" : gathered;
    const bool tight = is_kind(loop.piece.parent(), {"attribute", "subscript", "binary_operator"});
    edits.push_back(replace(loop.piece, tight ? "(" + text + ")" : text));
    findings.candidates.push_back(make_candidate(
        loop.call, claim, "Each call waits for the one before it; gather waits for all at once.", edits));
  }

  // --- one after the other -------------------------------------------------------------------------------------

  static std::optional<Step> step_of(const RuleContext& context, Node statement) {
    const auto bound = statement.is("expression_statement") ? as_assignment(statement) : std::nullopt;
    const Node call = bound ? awaited(bound->value) : Node();
    if (!call || !plain_local(context, bound->target) || expression_of(statement).field("type")) return std::nullopt;
    return Step{statement, bound->target, call};
  }

  /// The statement and those right behind it that await something, none of which reads what another one binds.
  static std::vector<Step> steps_from(const RuleContext& context, Node statement) {
    std::vector<Step> steps;
    for (Node at = statement; at; at = at.next_named()) {
      const auto step = step_of(context, at);
      const bool alone =
          step && std::ranges::none_of(steps, [&](const Step& earlier) {
            return mentions(step->call, earlier.target.text()) || step->target.text() == earlier.target.text();
          });
      if (!alone || !alone_on_lines(context.module, at)) break;
      steps.push_back(*step);
    }
    return steps;
  }

  static void consider_steps(const RuleContext& context, Node statement, std::vector<Node>& grouped,
                             Findings& findings) {
    const auto steps = steps_from(context, statement);
    if (steps.size() < 2) return;
    Claim claim;
    std::string targets, calls;
    for (const Step& step : steps) {
      grouped.push_back(step.statement);
      if (auto reason = why_not_call(context, step.call, claim); !reason.empty())
        return refuse(findings, step.statement, reason);
      const Binding* target = context.facts.binding(step.target);
      if (held_by_function(*target, context.definition) ||
          seen_after_exception(context, *target, step.statement) != Seen::never)
        return refuse(findings, step.statement, quoted(step.target) + " may be read when a later call raises");
      targets += (targets.empty() ? "" : ", ") + std::string(step.target.text());
      calls += (calls.empty() ? "" : ", ") + std::string(step.call.text());
    }
    const auto begin = steps.front().statement.span().begin, end = steps.back().statement.span().end;
    const auto asyncio = ensure_import(context.module, context.facts, statement, "import asyncio");
    const bool commented =
        std::string_view(context.module.bytes()).substr(begin, end - begin).find('#') != std::string_view::npos;
    if (!asyncio || commented)
      return refuse(findings, statement, "the layout, or the names of the file, do not allow the change");
    std::vector<Edit> edits{{{begin, end}, targets + " = await " + asyncio->local + ".gather(" + calls + ")"}};
    if (asyncio->edit) edits.push_back(*asyncio->edit);
    findings.candidates.push_back(make_candidate(
        statement, claim, "Each call waits for the one before it; gather waits for all at once.", edits));
  }
};

}  // namespace

std::unique_ptr<Rule> make_awaits_to_gather() { return std::make_unique<AwaitsToGather>(); }

}  // namespace velox::rules
