// SPDX-License-Identifier: Apache-2.0
// Problem: a function whose last act is to call itself makes a frame for each step, and ends at the recursion limit.
// Idea: bind the parameters anew and go round a loop.
// Limits: plain functions with positional parameters; the call is all that a `return` gives, outside loops, `try` and `with`;
// nothing keeps the old parameters (closures, lambdas, generators); no local of one round is read in the next.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/block_layout.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

class TailRecursion final : public Rule {
 public:
  std::string_view id() const override { return "tail-recursion-to-loop"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const Node body = context.definition.field("body");
    const auto name = context.definition.field("name").text();
    if (context.unit.kind != model::UnitKind::function) return;
    const auto uses = mentions_of(body, name);
    std::vector<Call> calls;
    for (const Node& use : uses)
      if (const auto call = as_call(use.parent()); call && call->function == use) calls.push_back(*call);
    if (calls.empty() || calls.size() != uses.size()) return;
    if (auto reason = why_not(context, calls); !reason.empty()) return refuse(findings, calls.front().node, reason);
    emit(context, calls, findings);
  }

 private:
  /// The names of the parameters, in order; nullopt when some are not plain and positional.
  static std::optional<std::vector<Node>> parameters_of(Node definition) {
    std::vector<Node> names;
    for (const Node& parameter : definition.field("parameters").items()) {
      const Node name = parameter.is("identifier")        ? parameter
                        : parameter.is("typed_parameter") ? parameter.items().front()
                                                          : parameter.field("name");
      if (!name.is("identifier")) return std::nullopt;
      names.push_back(name);
    }
    return names;
  }

  /// The `return` whose value the call is, whole or as one arm of a conditional expression; null for other calls.
  static Node returned_by(const Call& call) {
    const Node parent = call.node.parent();
    if (parent.is("return_statement")) return parent;
    const auto choice = choice_of(parent);
    const bool arm = choice && (choice->value == call.node) != (choice->other == call.node);
    return arm && parent.parent().is("return_statement") ? parent.parent() : Node();
  }

  static std::string why_not(const RuleContext& context, const std::vector<Call>& calls) {
    const Node definition = context.definition, body = definition.field("body");
    const auto names = parameters_of(definition);
    if (!names || names->empty()) return "its parameters are not all plain and positional";
    for (const Call& call : calls) {
      const Node statement = returned_by(call);
      if (!statement || mentions_of(statement, call.name).size() > 1)
        return quoted(call.node) + on_line(call.node) + " is not the last thing that the function does";
      if (climb_to(call.node,
                   {"for_statement", "while_statement", "try_statement", "with_statement", "match_statement"}))
        return quoted(call.node) + on_line(call.node) + " returns out of a loop, try, with or match";
      if (!call.plain || !call.keywords.empty() || call.args.size() != names->size())
        return quoted(call.node) + on_line(call.node) + " does not give every parameter by position";
      if (statement.line() != statement.last_line() ||
          (statement != call.node.parent() && !owns_line(context.module, statement)))
        return quoted(call.node) + on_line(call.node) + " runs over several lines, or shares one";
      if (!changes_something(call, *names)) return quoted(call.node) + on_line(call.node) + " never ends";
    }
    if (definition.parent().is("decorated_definition")) return "it has a decorator, which each call goes through";
    if (has_kind(body,
                 {"function_definition", "lambda", "class_definition", "generator_expression", "delete_statement"}))
      return "code that runs later may hold the parameters of one call";
    if (context.facts.poisoned(definition)) return "it has names that are bound dynamically";
    return why_not_names(context, *names);
  }

  static bool changes_something(const Call& call, const std::vector<Node>& names) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (call.args[i].text() != names[i].text()) return true;
    return false;
  }

  static std::string why_not_names(const RuleContext& context, const std::vector<Node>& names) {
    const Binding* own = context.facts.binding(context.definition.field("name"));
    if (!own || own->stores.size() != 1 || own->written_elsewhere || !own->scope.is("module"))
      return "its name may stand for another function";
    std::string stale;
    source::walk(context.definition.field("body"), [&](Node node) {
      if (!stale.empty() || !node.is("identifier") || !is_name_use(node)) return stale.empty();
      const Binding* binding = context.facts.binding(node);
      const bool local = binding && binding->scope == context.definition && !is_store_of(*binding, node);
      const bool parameter = std::ranges::any_of(names, [&](const Node& one) { return one.text() == node.text(); });
      if (local && !parameter && !surely_bound(context, node, statement_of(node)))
        stale = quoted(node) + on_line(node) + " may have a value from the round before";
      return stale.empty();
    });
    return stale;
  }

  static void emit(const RuleContext& context, const std::vector<Call>& calls, Findings& findings) {
    const Node body = context.definition.field("body");
    const auto names = *parameters_of(context.definition);
    const Node first = first_statement(body);
    auto edits = first ? indent_from(context.module, body, first) : std::nullopt;
    if (!edits) return refuse(findings, calls.front().node, "the layout of the function does not allow the change");
    const std::string outer(context.module.indent_of(first)), newline(context.module.style().newline);
    const auto head = edits->front().span.begin;
    edits->insert(edits->begin(), Edit{{head, head}, outer + "while True:" + newline});
    for (const Call& call : calls) edits->push_back(next_round(context, call, names, body.items().back()));
    if (!always_returns(body)) {
      const auto end =
          insert_after(context.module, body.items().back(), {context.module.style().indent + "return None"});
      if (!end) return refuse(findings, calls.front().node, "the layout of the function does not allow the change");
      edits->push_back(*end);
    }
    Claim claim;
    claim.assume("nothing leans on the RecursionError of a deep recursion, nor on the frames that calls of " +
                 quoted(context.definition.field("name")) + " make");
    findings.candidates.push_back(
        make_candidate(calls.front().node, claim,
                       "Each step made a frame to do the same with other arguments; a loop binds them anew.", *edits));
  }

  /// Behind the docstring.
  static Node first_statement(Node body) {
    const auto statements = body.items();
    const bool documented =
        statements.front().is("expression_statement") && expression_of(statements.front()).is("string");
    if (!documented) return statements.front();
    return statements.size() > 1 ? statements[1] : Node();
  }

  /// `return f(x, y)` becomes `a, b = x, y` and `continue`, which the last statement of the body does not need.
  static Edit next_round(const RuleContext& context, const Call& call, const std::vector<Node>& names, Node last) {
    const Node statement = returned_by(call);
    const std::string newline(context.module.style().newline);
    const std::string indent = std::string(context.module.indent_of(statement)) + context.module.style().indent;
    std::string left, right, text;
    if (const auto choice = choice_of(call.node.parent())) {
      const bool first = choice->value == call.node;
      text = "if " + (first ? negated(choice->condition) : std::string(choice->condition.text())) + ":" + newline +
             indent + context.module.style().indent + "return " +
             std::string((first ? choice->other : choice->value).text()) + newline + indent;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (call.args[i].text() == names[i].text()) continue;
      left += (left.empty() ? "" : ", ") + std::string(names[i].text());
      right += (right.empty() ? "" : ", ") + operand(call.args[i]);
    }
    text += left + " = " + right;
    if (statement == last) return replace(statement, text);
    text += owns_line(context.module, statement) ? newline + indent : "; ";
    return replace(statement, text + "continue");
  }
};

}  // namespace

std::unique_ptr<Rule> make_tail_recursion_to_loop() { return std::make_unique<TailRecursion>(); }

}  // namespace velox::rules
