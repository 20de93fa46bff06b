// SPDX-License-Identifier: Apache-2.0
// Problem: `sum(lists, [])` copies the result so far for every list it adds: quadratic.
// Idea: walk the lists once: a comprehension where the argument is one already, else list(chain.from_iterable(...)).
// Limits: sum() insists on lists, chain takes any iterable; where the elements are not known to be lists the claim
// lists that. A start that is not a fresh empty list or tuple is left alone.
#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Flattening {
  Node whole;           ///< the call that is replaced
  Node lists;           ///< the iterable of lists
  std::string_view to;  ///< "list" or "tuple"
};

class SumListsToChain final : public Rule {
 public:
  std::string_view id() const override { return "sum-lists-to-chain"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& node : context.nodes.of_kind("call")) {
      auto found = from_sum(context, node);
      if (!found) found = from_reduce(context, node);
      if (found) judge(context, *found, findings);
    }
  }

 private:
  static std::optional<std::string_view> kind_of_start(const RuleContext& context, Node start) {
    start = unparen(start);
    if (start.is("list") && start.items().empty()) return "list";
    if (start.is("tuple") && start.items().empty()) return "tuple";
    for (const auto* name : {"list", "tuple"}) {
      const auto call = builtin_call(context, start, name);
      if (call && call->args.empty() && call->keywords.empty()) return name;
    }
    return std::nullopt;
  }

  static std::optional<Flattening> from_sum(const RuleContext& context, Node node) {
    const auto call = builtin_call(context, node, "sum");
    if (!call || call->args.empty() || call->args.size() + call->keywords.size() != 2) return std::nullopt;
    const Node start = call->args.size() == 2 ? call->args[1] : keyword(*call, "start");
    const auto to = start ? kind_of_start(context, start) : std::nullopt;
    return to ? std::optional(Flattening{node, call->args[0], *to}) : std::nullopt;
  }

  /// functools.reduce(operator.add, lists, []) and reduce(lambda a, b: a + b, lists, [])
  static std::optional<Flattening> from_reduce(const RuleContext& context, Node node) {
    const auto call = as_call(node);
    if (!call || !call->plain || call->args.size() != 3 || !call->keywords.empty()) return std::nullopt;
    if (context.facts.resolve(call->function) != "functools.reduce") return std::nullopt;
    const auto to = kind_of_start(context, call->args[2]);
    if (!to || !adds(context, call->args[0])) return std::nullopt;
    return Flattening{node, call->args[1], *to};
  }

  static bool adds(const RuleContext& context, Node function) {
    if (!function.is("lambda")) {
      const auto name = context.facts.resolve(function);
      return name && (*name == "operator.add" || *name == "operator.concat");
    }
    const auto parameters = function.field("parameters").items();
    const Node body = unparen(function.field("body"));
    return parameters.size() == 2 && parameters[0].is("identifier") && parameters[1].is("identifier") &&
           body.is("binary_operator") && body.field("operator").text() == "+" &&
           body.field("left").text() == parameters[0].text() && body.field("right").text() == parameters[1].text();
  }

  static void judge(const RuleContext& context, const Flattening& found, Findings& findings) {
    Claim claim;
    const bool comprehension = is_kind(found.lists, {"generator_expression", "list_comprehension"});
    const auto fact =
        comprehension ? context.facts.type_of(found.lists.field("body")) : context.facts.type_of(found.lists);
    const bool known = fact && (comprehension ? fact->name : fact->element) == found.to;
    if (known)
      claim.lean_on(*fact, found.lists.text());
    else
      claim.assume("every element of " + quoted(found.lists) + " is a " + std::string(found.to));
    const auto wrong = fact ? (comprehension ? fact->name : fact->element) : std::string();
    if (!known && !wrong.empty())
      return refuse(findings, found.whole,
                    "the elements of " + quoted(found.lists) + " are of type " + wrong +
                        ", which sum() cannot add to a " + std::string(found.to));
    auto edits = flatten(context, found);
    if (edits.empty()) return refuse(findings, found.whole, "there is no safe way to import itertools.chain here");
    findings.candidates.push_back(make_candidate(
        found.whole, claim, "Each addition copies everything added before it; chaining copies each element once.",
        std::move(edits)));
  }

  static std::vector<Edit> flatten(const RuleContext& context, const Flattening& found) {
    if (!builtin_free(context, found.to)) return {};
    const auto chain = ensure_import(context.module, context.facts, found.whole, "from itertools import chain");
    if (!chain) return {};
    std::string argument(found.lists.text());
    if (found.lists.is("generator_expression")) argument = argument.substr(1, argument.size() - 2);
    std::vector<Edit> edits{
        replace(found.whole, std::string(found.to) + "(" + chain->local + ".from_iterable(" + argument + "))")};
    if (chain->edit) edits.push_back(*chain->edit);
    return edits;
  }
};

}  // namespace

std::unique_ptr<Rule> make_sum_lists_to_chain() { return std::make_unique<SumListsToChain>(); }

}  // namespace velox::rules
