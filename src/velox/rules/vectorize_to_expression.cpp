// SPDX-License-Identifier: Apache-2.0
// Problem: `np.vectorize(f)(a)` calls f for each item; numpy's own manual says that it is a loop, for convenience.
// Idea: the body of f on the whole array, where f is a lambda or a function of the file that only returns an expression.
// Limits: what array_expression.hpp says. vectorize() refuses an empty array, and hands out Python's numbers, which raise
// where numpy warns: both are assumed not to happen.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/array_expression.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Body {
  std::vector<Node> parameters;
  Node expression;
  Node region;  ///< the lambda or the function
};

class VectorizeToExpression final : public Rule {
 public:
  std::string_view id() const override { return "vectorize-to-expression"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& node : context.nodes.of_kind("call")) {
      const auto outer = node.field("function").is("call") ? as_call(node.field("function")) : std::nullopt;
      if (!outer || !outer->plain || outer->args.size() != 1 || !outer->keywords.empty()) continue;
      if (context.facts.resolve(outer->function) != "numpy.vectorize") continue;
      judge(context, node, outer->args[0], findings);
    }
  }

 private:
  static std::optional<Body> body_of(const RuleContext& context, Node function) {
    function = unparen(function);
    if (function.is("lambda")) {
      const Node parameters = function.field("parameters");
      if (!parameters) return std::nullopt;
      return Body{parameters.items(), function.field("body"), function};
    }
    const Binding* binding = function.is("identifier") ? context.facts.binding(function) : nullptr;
    if (binding == nullptr || binding->stores.size() != 1 || binding->written_elsewhere) return std::nullopt;
    const Node definition = binding->stores[0].parent();
    if (!definition.is("function_definition") || definition.field("name") != binding->stores[0] ||
        definition.parent().is("decorated_definition") || definition.text().starts_with("async"))
      return std::nullopt;
    const auto statements = definition.field("body").items();
    if (statements.size() != 1 || !statements[0].is("return_statement") || statements[0].items().size() != 1)
      return std::nullopt;
    return Body{definition.field("parameters").items(), statements[0].items()[0], definition};
  }

  /// The body of a function stands elsewhere: besides its parameters it may only name what means the same at the call.
  static bool means_the_same_at(const RuleContext& context, Node call, const Body& body) {
    if (body.region.is("lambda")) return true;
    if (library_name(context, call, "numpy") != library_name(context, body.region, "numpy")) return false;
    bool same = true;
    source::walk(body.expression, [&](Node node) {
      if (!node.is("identifier") || !is_name_use(node)) return true;
      const bool parameter = std::ranges::any_of(body.parameters, [&](Node one) { return one.text() == node.text(); });
      const auto meaning = context.facts.resolve(node);
      const bool library = meaning && (*meaning == "numpy" || builtin_free(context, *meaning));
      same = same && (parameter || library);
      return true;
    });
    return same;
  }

  static void judge(const RuleContext& context, Node call, Node function, Findings& findings) {
    const auto body = body_of(context, function);
    if (!body) return refuse(findings, call, quoted(function) + " is no lambda and no function of one expression");
    const auto arguments = call.field("arguments").items();
    if (arguments.size() != body->parameters.size() || arguments.empty()) return;
    if (!means_the_same_at(context, call, *body))
      return refuse(findings, call, quoted(function) + " uses names that may mean something else here");
    Claim claim;
    std::vector<Walked> walked;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      if (!body->parameters[i].is("identifier")) return;
      const auto item = array_item(context, arguments[i], claim);
      if (!item) return refuse(findings, call, item.error());
      walked.push_back({context.facts.binding(body->parameters[i]), arguments[i], *item});
    }
    if (walked.size() > 1) claim.assume("the arrays have the same length");
    ArrayExpression expression(context, body->region, {}, items_of(context, walked), claim);
    auto code = expression.of(body->expression);
    if (!code) return refuse(findings, call, code.error());
    if (!code->array) return refuse(findings, call, "the function does not compute with its argument");
    if (code->untouched) code->text += ".copy()";
    if (auto few = why_too_few(context, walked.front().array); !few.empty()) return refuse(findings, call, few);
    claim.assume(quoted(walked.front().array) + " is never empty");
    findings.candidates.push_back(make_candidate(
        call, claim, "np.vectorize calls the function for each item; numpy computes with all of them in C.",
        {replace(call, put_in(call, *code))}));
  }
};

}  // namespace

std::unique_ptr<Rule> make_vectorize_to_expression() { return std::make_unique<VectorizeToExpression>(); }

}  // namespace velox::rules
