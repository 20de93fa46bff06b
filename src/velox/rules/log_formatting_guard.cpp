// SPDX-License-Identifier: Apache-2.0
// Problem: `logger.debug(f"row {row}")` in a loop makes the text each time round, also when nobody wants it.
// Idea: ask `logger.isEnabledFor(logging.DEBUG)` first, which is what debug() does itself.
// Limits: a logger of this module, made by logging.getLogger; making the text must do nothing else. That the logger is a
// plain one, whose methods nobody replaces, cannot be seen here: it is always assumed.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// A statement that logs a text which it makes first.
struct Log {
  Node statement;
  Call call;
  std::string_view level;  ///< "DEBUG"
};

bool makes_text(Node argument) {
  argument = unparen(argument);
  if (is_kind(argument, {"string", "concatenated_string"})) return contains_kind(argument, "interpolation");
  if (argument.is("binary_operator")) return has_kind(argument, {"string"});
  const auto call = as_call(argument);
  return call && call->name == "format" && call->object.is("string");
}

std::optional<Log> log_of(Node statement) {
  const auto call = as_call(expression_of(statement));
  if (!call || !call->object || !call->object.is("identifier") || !call->plain || call->args.empty())
    return std::nullopt;
  const std::string_view level = call->name == "debug" ? "DEBUG" : call->name == "info" ? "INFO" : "";
  if (level.empty() || !std::ranges::any_of(call->args, makes_text)) return std::nullopt;
  return Log{statement, *call, level};
}

/// `if logger.isEnabledFor(...)` around it.
bool guarded(Node statement) {
  for (Node at = statement.parent(); at && !at.is("function_definition"); at = at.parent())
    if (is_kind(at, {"if_statement", "elif_clause"}) &&
        at.field("condition").text().find("isEnabledFor") != std::string_view::npos)
      return true;
  return false;
}

class LogGuard final : public Rule {
 public:
  std::string_view id() const override { return "log-formatting-guard"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("expression_statement")) {
      const auto log = log_of(statement);
      if (!log || guarded(statement) || repeating(statement, context.definition).empty()) continue;
      if (is_logger(context, log->call.object)) consider(context, *log, findings);
    }
  }

 private:
  /// A name of the module that is bound once, to `logging.getLogger(...)`.
  static bool is_logger(const RuleContext& context, Node name) {
    const Binding* binding = context.facts.binding(name);
    if (binding == nullptr || binding->stores.size() != 1 || binding->written_elsewhere) return false;
    const auto made = as_assignment(statement_of(binding->stores.front()));
    if (!made || !made->statement.parent().is("module") || made->target != binding->stores.front()) return false;
    const auto call = as_call(made->value);
    return call && context.facts.resolve(call->function) == "logging.getLogger";
  }

  static void consider(const RuleContext& context, const Log& log, Findings& findings) {
    Claim claim;
    claim.assume(quoted(log.call.object) + " is a plain logging.Logger, and nothing replaces its methods");
    auto parts = log.call.args;
    for (const Node& argument : log.call.keywords) parts.push_back(argument.field("value"));
    for (const Node& part : parts)
      if (!claim_harmless(context, log, part, claim, findings)) return;
    rewrite(context, log, claim, findings);
  }

  /// Evaluating the argument does nothing else and does not raise.
  static bool claim_harmless(const RuleContext& context, const Log& log, Node part, Claim& claim, Findings& findings) {
    const auto effects = context.facts.effects(part);
    if (effects.pure() && !effects.may_raise) return true;
    std::string reason;
    if (effects.writes || effects.awaits_or_yields || effects.io || has_kind(part, {"named_expression"}) ||
        acting_property(context.facts, part))
      reason = quoted(part) + " does something else too";
    else if (context.observed == nullptr)
      reason = "it is not known that making the text of " + quoted(log.call.node) + " does nothing else";
    else if (const Node call = unknown_call(context, part))
      reason = quoted(call) + " may do more than make a text";
    claim.assume("making the text of " + quoted(log.call.node) + " does nothing else and does not raise");
    if (!reason.empty()) refuse(findings, log.statement, reason);
    return reason.empty();
  }

  /// A call in the argument that is not known to only compute; `"...".format` aside.
  static Node unknown_call(const RuleContext& context, Node argument) {
    Node found;
    source::walk(argument, [&](Node node) {
      const auto call = node.is("call") ? as_call(node) : std::nullopt;
      if (found || !node.is("call")) return !found;
      const bool format = call && call->name == "format" && call->object.is("string");
      if (!format && context.facts.effects(node).calls_unknown) found = node;
      return !found;
    });
    return found;
  }

  static void rewrite(const RuleContext& context, const Log& log, const Claim& claim, Findings& findings) {
    const auto logging = ensure_import(context.module, context.facts, log.statement, "import logging");
    const auto text = indented(context, log.statement);
    if (!logging || text.empty()) return refuse(findings, log.statement, "the layout does not allow the change");
    const auto& style = context.module.style();
    const std::string guard = "if " + std::string(log.call.object.text()) + ".isEnabledFor(" + logging->local + "." +
                              std::string(log.level) + "):" + style.newline +
                              std::string(context.module.indent_of(log.statement)) + style.indent;
    std::vector<Edit> edits{replace(log.statement, guard + text)};
    if (logging->edit) edits.push_back(*logging->edit);
    findings.candidates.push_back(make_candidate(log.statement, claim,
                                                 "The text is made each time round, also when the level is off; the "
                                                 "guard makes it only when somebody wants it.",
                                                 std::move(edits)));
  }

  /// The statement, moved in by one level; empty when its layout does not allow it.
  static std::string indented(const RuleContext& context, Node statement) {
    if (!alone_on_lines(context.module, statement)) return {};
    bool moves = true;
    source::walk(statement, [&](Node node) {
      moves = moves && (!node.is("string") || node.line() == node.last_line());
      return moves;
    });
    if (!moves) return {};
    std::string text;
    for (const char c : statement.text()) {
      text += c;
      if (c == '\n') text += context.module.style().indent;
    }
    return text;
  }
};

}  // namespace

std::unique_ptr<Rule> make_log_formatting_guard() { return std::make_unique<LogGuard>(); }

}  // namespace velox::rules
