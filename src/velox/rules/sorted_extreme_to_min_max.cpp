// SPDX-License-Identifier: Apache-2.0
// Problem: `sorted(x)[0]` sorts everything to use one element.
// Idea: min or max walk once; `sorted(x)[:3]` is heapq.nsmallest(3, x).
// Limits: of equal elements sorted()[0] is the first, as with min; sorted()[-1] is the *last*, max gives the first:
// the end needs elements whose equals cannot be told apart, or a sequence that can be walked backwards. An empty x is
// an IndexError when indexed and a ValueError in min: unless x surely has an element, heapq.nsmallest(1, x)[0] keeps
// the IndexError.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/seen_size.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

/// `sorted(x, key=k, reverse=r)` and what is taken: the first, the last, or the first `count`.
struct Use {
  Node subscript;
  Node container;
  Node key;  ///< null without
  bool reverse = false;
  bool last = false;
  long count = 0;  ///< 0: one element, not a slice
};

bool indistinguishable(std::string_view type) { return type == "int" || type == "str" || type == "bytes"; }

class SortedExtreme final : public Rule {
 public:
  std::string_view id() const override { return "sorted-extreme-to-min-max"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& subscript : context.nodes.of_kind("subscript")) {
      if (const auto use = use_of(context, subscript)) judge(context, *use, findings);
    }
  }

 private:
  static constexpr long kMostTaken = 10;

  static std::optional<Use> use_of(const RuleContext& context, Node subscript) {
    const auto call = builtin_call(context, unparen(subscript.field("value")), "sorted");
    if (!call || call->args.size() != 1) return std::nullopt;
    Use use{.subscript = subscript, .container = call->args[0], .key = keyword(*call, "key")};
    if (use.key && use.key.is("none")) use.key = Node();
    if (const Node reverse = keyword(*call, "reverse")) {
      if (!reverse.is("true") && !reverse.is("false")) return std::nullopt;
      use.reverse = reverse.is("true");
    }
    if (const auto slice = slice_of(subscript)) {
      const auto upper = slice->upper && !slice->lower ? int_literal(slice->upper) : std::nullopt;
      if (!upper || *upper < 1 || *upper > kMostTaken) return std::nullopt;
      use.count = *upper;
      return use;
    }
    const Node index = only_index(subscript);
    const auto number = index ? int_literal(index) : std::nullopt;
    if (!number || (*number != 0 && *number != -1)) return std::nullopt;
    use.last = *number == -1;
    return use;
  }

  static constexpr int kShortestForHeap = 64;  // elements; effects.json has the measurements around it

  static bool is_short(const RuleContext& context, const Use& use) {
    const auto size = seen_turns(context, use.container);
    return size && size->typical < kShortestForHeap;
  }

  static void judge(const RuleContext& context, const Use& use, Findings& findings) {
    if (has_kind(use.subscript, {"await", "yield", "named_expression"})) return;
    Claim claim;
    std::string argument = operand(use.container);
    if (use.container.is("generator_expression")) argument = argument.substr(1, argument.size() - 2);
    const auto order = claim_order(context, use, claim);
    if (use.last && !order && !walk_backwards(context, use, claim, argument)) {
      const auto fact = context.facts.type_of(use.container);
      if (context.observed == nullptr || (fact && !fact->element.empty()))
        return refuse(
            findings, use.subscript,
            "of equal elements sorted()[-1] gives the last and max() the first, and it is not known that equal "
            "elements of " +
                quoted(use.container) + " are alike");
      claim.assume("equal elements of " + quoted(use.container) + " are alike");
    }
    auto edits = rewrite(context, use, argument, claim);
    if (edits.empty()) return refuse(findings, use.subscript, "a name that the rewrite needs is taken in this file");
    if (!edits.front().text.starts_with("min(") && !edits.front().text.starts_with("max(") && is_short(context, use))
      return refuse(findings, use.subscript,
                    "half of what was seen has fewer than " + std::to_string(kShortestForHeap) +
                        " elements, which are sorted sooner than a heap gives the first");
    auto candidate = make_candidate(
        use.subscript, claim,
        use.count ? "Only the first few are used; a heap of that size finds them without sorting the rest."
                  : "One walk finds the extreme; sorting orders everything else as well.",
        std::move(edits));
    if (use.count) {
      candidate.cost_after = "O(n log k)";
      candidate.expected_factor = 2;
    }
    findings.candidates.push_back(std::move(candidate));
  }

  /// True when elements are known to be of a totally ordered type whose equals are alike.
  static bool claim_order(const RuleContext& context, const Use& use, Claim& claim) {
    const auto fact = context.facts.type_of(use.container);
    if (fact && !use.key && indistinguishable(fact->element)) {
      claim.lean_on(*fact, use.container.text());
      return true;
    }
    claim.at_most(Assurance::tested);
    if (use.key ? !key_is_ordered(context, use.key) : !items_are_ordered(context, use.container))
      assume_total_order(use.container, use.key ? Sorted::by_key : Sorted::by_value, claim);
    return false;
  }

  /// Computed from each element, as a value of a totally ordered type.
  static bool is_ordered(const RuleContext& context, Node value) {
    value = unparen(value);
    if (value.is("tuple"))
      return std::ranges::all_of(value.items(), [&](Node item) { return is_ordered(context, item); });
    const auto fact = context.facts.type_of(value);
    return fact && indistinguishable(fact->name) && fact->certainty != Certainty::observed;
  }

  static bool key_is_ordered(const RuleContext& context, Node key) {
    if (key.is("lambda")) return is_ordered(context, key.field("body"));
    const auto name = context.facts.resolve(key);
    return name && (*name == "len" || *name == "str.lower" || *name == "ord");
  }

  static bool items_are_ordered(const RuleContext& context, Node container) {
    return is_comprehension(container) && is_ordered(context, container.field("body"));
  }

  static bool walk_backwards(const RuleContext& context, const Use& use, Claim& claim, std::string& argument) {
    const auto fact = context.facts.type_of(use.container);
    if (!fact || (fact->name != "list" && fact->name != "tuple")) return false;
    if (!builtin_free(context, "reversed")) return false;
    if (use.key && !pure_key(context, use.key)) return false;
    claim.lean_on(*fact, use.container.text());
    argument = "reversed(" + std::string(use.container.text()) + ")";
    return true;
  }

  /// Only takes an element apart: `move[0]`, `(-p.x, p.y)`.
  static bool picks(Node body) {
    return !has_kind(body, {"call", "await", "yield", "named_expression", "lambda", "list_comprehension",
                            "set_comprehension", "dictionary_comprehension", "generator_expression"});
  }

  /// The order in which a key function is called must not matter when walking backwards.
  static bool pure_key(const RuleContext& context, Node key) {
    if (acting_property(context.facts, key)) return false;
    if (key.is("lambda")) return picks(key.field("body")) || context.facts.effects(key.field("body")).pure();
    const auto name = context.facts.resolve(key);
    if (name && (*name == "len" || *name == "abs" || *name == "str.lower" || name->starts_with("operator.")))
      return true;
    const auto call = as_call(key);
    const auto maker = call ? context.facts.resolve(call->function) : std::nullopt;
    return maker && (*maker == "operator.itemgetter" || *maker == "operator.attrgetter");
  }

  /// A test like `if x:` says something about elements: a generator is always true.
  static bool claim_truth_by_length(const RuleContext& context, Node container, Claim& claim) {
    if (is_kind(container, {"list", "tuple", "set", "dictionary"})) return true;
    static constexpr std::array<std::string_view, 9> kSized{"list", "tuple", "set",   "frozenset",        "dict",
                                                            "str",  "bytes", "range", "collections.deque"};
    const auto fact = context.facts.type_of(container);
    if (fact) return std::ranges::find(kSized, fact->name) != kSized.end();
    if (context.observed == nullptr) return false;
    claim.assume(quoted(container) + " is true only when it has elements");
    return true;
  }

  static std::vector<Edit> rewrite(const RuleContext& context, const Use& use, const std::string& argument,
                                   Claim& claim) {
    const bool smallest = use.last == use.reverse;
    const std::string key = use.key ? ", key=" + std::string(use.key.text()) : "";
    // A generator expression beside a keyword needs its parentheses.
    const std::string alone = use.key && use.container.is("generator_expression") ? "(" + argument + ")" : argument;
    if (use.count == 0 && surely_nonempty(context, use.container, use.subscript) &&
        claim_truth_by_length(context, use.container, claim)) {
      const std::string name = smallest ? "min" : "max";
      if (!builtin_free(context, name)) return {};
      return {replace(use.subscript, name + "(" + alone + key + ")")};
    }
    const auto heapq = ensure_import(context.module, context.facts, use.subscript, "import heapq");
    if (!heapq) return {};
    const std::string beside = use.container.is("generator_expression") ? "(" + argument + ")" : argument;
    const std::string count = std::to_string(use.count ? use.count : 1);
    std::vector<Edit> edits{replace(use.subscript, heapq->local + (smallest ? ".nsmallest(" : ".nlargest(") + count +
                                                       ", " + beside + key + ")" + (use.count ? "" : "[0]"))};
    if (heapq->edit) edits.push_back(*heapq->edit);
    return edits;
  }
};

}  // namespace

std::unique_ptr<Rule> make_sorted_extreme_to_min_max() { return std::make_unique<SortedExtreme>(); }

}  // namespace velox::rules
