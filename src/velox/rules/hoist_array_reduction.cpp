// SPDX-License-Identifier: Apache-2.0
// Problem: `x - np.mean(a)` in a loop walks the whole array each time round for the same number.
// Idea: compute it once in front of the furthest loop in which the array stays the same.
// Limits: the array has to be known to hold numbers, and the reduction to take nothing else. A loop may run zero times, so the
// reduction of an array without items, which raises or warns, is assumed not to happen.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// `np.mean(a)` or `a.mean()`
struct Reduction {
  Node call, array;
  std::string name;
};

class HoistArrayReduction final : public Rule {
 public:
  std::string_view id() const override { return "hoist-array-reduction"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    for (const Node& node : context.nodes.of_kind("call")) {
      const auto reduction = reduction_of(context, node);
      if (!reduction || inside_any(node, done) || repeating(node, context.definition).empty()) continue;
      judge(context, *reduction, done, findings);
    }
  }

 private:
  static std::optional<Reduction> reduction_of(const RuleContext& context, Node node) {
    const auto call = as_call(node);
    if (!call || !call->plain || !call->object || !call->keywords.empty() || call->args.size() > 1) return std::nullopt;
    const bool known = one_of(call->name, {"mean", "sum", "std", "var", "min", "max", "prod", "argmin", "argmax"});
    if (!known && call->name != "median") return std::nullopt;
    const auto meaning = context.facts.resolve(call->function).value_or("");
    const bool function = meaning == "numpy." + std::string(call->name) && call->args.size() == 1;
    const bool method = meaning.empty() && call->args.empty() && known;
    const Node array = function ? call->args[0] : method ? call->object : Node();
    if (!array || !is_path(array)) return std::nullopt;
    const auto fact = context.facts.type_of(array);
    if (!fact || fact->name != "numpy.ndarray") return std::nullopt;
    return Reduction{node, array, std::string(call->name)};
  }

  static void judge(const RuleContext& context, const Reduction& reduction, std::vector<Node>& done,
                    Findings& findings) {
    Claim claim;
    const auto place = hoist_place(context, reduction.call, reduction.call, claim);
    if (!place)
      return refuse(
          findings, reduction.call,
          "it is not known that " + quoted(reduction.array) + " holds numbers that stay the same in the loop");
    if (!surely_bound(context, reduction.call, place->anchor))
      return refuse(findings, reduction.call, quoted(reduction.array) + " may not be there in front of the loop");
    if (const auto fact = context.facts.type_of(reduction.array)) claim.lean_on(*fact, reduction.array.text());
    claim.assume(quoted(reduction.array) + " is never empty");
    const auto name =
        context.facts.fresh_name(context.definition.field("body"), stem_of(reduction.array) + "_" + reduction.name);
    const auto line = insert_before(context.module, place->anchor, {name + " = " + std::string(reduction.call.text())});
    if (!line) return;
    std::vector<Edit> edits{*line};
    for (const Node& node : context.nodes.of_kind("call", reduction.name)) {
      if (!inside(node, place->region) || !same_code(node, reduction.call)) continue;
      edits.push_back(replace(node, name));
      done.push_back(node);
    }
    findings.candidates.push_back(
        make_candidate(reduction.call, claim,
                       quoted(reduction.call) + " walks the whole array each time round, and gives the same number.",
                       std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_hoist_array_reduction() { return std::make_unique<HoistArrayReduction>(); }

}  // namespace velox::rules
