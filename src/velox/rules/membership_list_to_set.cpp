// SPDX-License-Identifier: Apache-2.0
// Problem: `x in items` walks the list; inside a loop that is quadratic.
// Idea: four rewrites. A module constant gets a module set. A list that stays the same in the loop gets a set beside
// it, built in front of the loop. A local list that only collects and is only asked becomes a set. A local list that is
// also used as a list keeps a set beside it.
// Limits: elements and looked-up values must be hashable with eq and hash that agree; when only run-time observation
// says so, the candidate is `observed` and lists it.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hashing.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/seen_size.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

struct Use {
  Node comparison, list, needle;
};

/// `name.append(value)` as a statement.
struct Append {
  Node statement, value;
};

/// Every way in which a local list is used.
struct Uses {
  std::vector<Append> appends;
  std::vector<Use> tests;
  std::vector<Node> reads;  ///< len(x), x[i], for y in x: only look
  std::vector<Node> others;
};

class Membership final : public Rule {
 public:
  std::string_view id() const override { return "membership-list-to-set"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Use> uses;
    visit_kinds(context.nodes, {"comparison_operator"}, [&](Node node) {
      const auto test = as_comparison(node);
      if (test && node.is("comparison_operator") && (test->op == "in" || test->op == "not in")) {
        uses.push_back({node, unparen(test->right), test->left});
      }
      return true;
    });
    std::vector<Use> done;
    for (const auto& use : uses) {
      if (std::ranges::any_of(done, [&](const Use& one) { return one.comparison == use.comparison; })) continue;
      if (use.list.is("list") || use.list.is("tuple"))
        from_display(context, use, findings);
      else if (use.list.is("identifier") || use.list.is("attribute"))
        from_name(context, use, uses, done, findings);
    }
  }

 private:
  static constexpr std::size_t kSmallestDisplay = 4;

  /// `x in ["a", "b", ...]` -> `x in {"a", "b", ...}`: CPython folds it to a frozenset constant.
  static void from_display(const RuleContext& context, const Use& use, Findings& findings) {
    const auto items = use.list.items();
    const bool repeated = !repeating(use.comparison, context.definition).empty();
    const auto smallest = repeated ? kSmallestDisplay : 2 * kSmallestDisplay;
    if (items.size() < smallest || !std::ranges::all_of(items, is_constant)) return;
    Claim claim;
    if (!claim_needle(context, use, claim, findings)) return;
    const auto span = use.list.span();
    std::vector<Edit> edits{{{span.begin, span.begin + 1}, "{"}, {{span.end - 1, span.end}, "}"}};
    findings.candidates.push_back(make_candidate(
        use.comparison, claim, "A set of constants is looked up by hash; the list is compared element by element.",
        std::move(edits)));
    findings.candidates.back().cost_before = "O(n)";
    findings.candidates.back().cost_after = "O(1)";
    findings.candidates.back().expected_factor = 1.5;
  }

  static bool claim_needle(const RuleContext& context, const Use& use, Claim& claim, Findings& findings) {
    return claim_value(context, use.comparison, use.needle, claim, findings);
  }

  static void from_name(const RuleContext& context, const Use& use, const std::vector<Use>& uses,
                        std::vector<Use>& done, Findings& findings) {
    if (beside_module_constant(context, use, uses, done, findings)) return;
    const auto loops = repeating(use.comparison, context.definition);
    if (loops.empty()) return;
    const auto fact = context.facts.type_of(use.list);
    if (!fact || (fact->name != "list" && fact->name != "tuple")) {
      if (!fact) refuse(findings, use.comparison, "it is not known that " + quoted(use.list) + " is a list");
      return;
    }
    if (!builtin_free(context, "set")) return;
    if (turns_once(context, use.comparison))
      return refuse(findings, use.comparison,
                    "the loop was never seen to turn twice: making a set costs as much as the one search");
    Claim claim;
    if (const auto place = hoist_place(context, use.comparison, use.list, claim)) {
      beside_fixed_list(context, use, uses, *place, *fact, claim, done, findings);
    } else if (const Binding* binding = growing(context, use)) {
      grown_list(context, use, uses, *binding, done, findings);
    } else if (fact->hashable_elements || claim_elements(context, use.list, fact, claim, findings)) {
      refuse(findings, use.comparison, why_not_invariant(use.list, loops.front()));
    }
  }

  /// The module-level assignment of a list of constants that nothing in the module changes; nullopt otherwise.
  static std::optional<Assignment> module_constant_of(const RuleContext& context, Node list) {
    const Binding* binding = list.is("identifier") ? context.facts.binding(list) : nullptr;
    if (binding == nullptr || binding->stores.size() != 1 || binding->written_elsewhere) return std::nullopt;
    const auto made = as_assignment(statement_of(binding->stores.front()));
    if (!made || !made->statement.parent().is("module") || made->target != binding->stores.front()) return std::nullopt;
    if (!made->value.is("list") && !made->value.is("tuple")) return std::nullopt;
    const auto items = made->value.items();
    if (items.size() < kSmallestDisplay || !std::ranges::all_of(items, is_constant)) return std::nullopt;
    if (!std::ranges::all_of(binding->loads,
                             [&](Node load) { return velox::rules::only_looks(context.facts, load); })) {
      return std::nullopt;
    }
    return made;
  }

  /// `word in STOP_WORDS` with a list of constants at module level, in a loop or not: a frozenset below it.
  static bool beside_module_constant(const RuleContext& context, const Use& use, const std::vector<Use>& uses,
                                     std::vector<Use>& done, Findings& findings) {
    const auto made = module_constant_of(context, use.list);
    if (!made || !builtin_free(context, "frozenset")) return false;
    std::vector<Use> group;
    for (const auto& other : uses) {
      if (same_code(other.list, use.list)) group.push_back(other);
    }
    done.insert(done.end(), group.begin(), group.end());
    Claim claim;
    claim.at_most(Assurance::tested);
    for (const auto& one : group) {
      if (!claim_needle(context, one, claim, findings)) return true;
    }
    const std::string list(use.list.text());
    const std::string value = "frozenset(" + list + ")";
    std::string name;
    for (const Node& statement : context.module.root().items()) {
      const auto other = as_assignment(statement);
      if (other && other->value.text() == value) name = other->target.text();
    }
    std::vector<Edit> edits;
    if (name.empty()) {
      name = fresh_module_name(
          context.module, (list.starts_with("_") ? "" : "_") + list + (list == stem_of(use.list) ? "_set" : "_SET"));
      const auto line = insert_after(context.module, made->statement, {name + " = " + value});
      if (!line) return false;
      edits.push_back(*line);
    }
    for (const auto& one : group) edits.push_back(replace(one.list, name));
    findings.candidates.push_back(make_candidate(
        use.comparison, claim,
        "Each test walks the list " + quoted(use.list) + "; a frozenset beside it answers by hash.", std::move(edits)));
    findings.candidates.back().cost_before = "O(n)";
    findings.candidates.back().cost_after = "O(1)";
    findings.candidates.back().expected_factor = 2;
    return true;
  }

  static void beside_fixed_list(const RuleContext& context, const Use& use, const std::vector<Use>& uses,
                                const HoistPlace& place, const TypeFact& fact, Claim claim, std::vector<Use>& done,
                                Findings& findings) {
    std::vector<Use> group;
    for (const auto& other : uses) {
      if (!same_code(other.list, use.list) || !inside(other.comparison, place.anchor)) continue;
      const auto place_of_other = hoist_place(context, other.comparison, other.list, claim);
      if (place_of_other && place_of_other->anchor == place.anchor) group.push_back(other);
    }
    done.insert(done.end(), group.begin(), group.end());
    if (!claim_elements(context, use.list, fact, claim, findings)) return;
    for (const auto& one : group) {
      if (!claim_needle(context, one, claim, findings)) return;
    }
    const auto name = context.facts.fresh_name(context.definition.field("body"), stem_of(use.list) + "_set");
    std::vector<Edit> edits;
    edits.push_back(
        *insert_before(context.module, place.anchor, {name + " = set(" + std::string(use.list.text()) + ")"}));
    for (const auto& one : group) edits.push_back(replace(one.list, name));
    findings.candidates.push_back(make_candidate(
        use.comparison, claim,
        "Each test walks the list " + quoted(use.list) + "; a set built once in front of the loop answers by hash.",
        std::move(edits)));
  }

  /// The binding of a list that is made once in this function and grows; null when it is anything else.
  static const Binding* growing(const RuleContext& context, const Use& use) {
    if (!use.list.is("identifier")) return nullptr;
    const Binding* binding = context.facts.binding(use.list);
    if (binding == nullptr || binding->kind != analysis::BindingKind::local || binding->captured) return nullptr;
    if (binding->written_elsewhere || binding->stores.size() != 1) return nullptr;
    return binding;
  }

  static Uses classify(const Binding& binding, const std::vector<Use>& tests) {
    Uses found;
    for (const Node& load : binding.loads) {
      const auto test = std::ranges::find_if(tests, [&](const Use& one) { return one.list == load; });
      if (test != tests.end())
        found.tests.push_back(*test);
      else if (const auto append = append_of(load))
        found.appends.push_back(*append);
      else if (only_looks(load))
        found.reads.push_back(load);
      else
        found.others.push_back(load);
    }
    return found;
  }

  static std::optional<Append> append_of(Node load) {
    const Node call = load.parent().parent();
    const auto append = method_call(call, "append", 1);
    if (!append || append->object != load || !call.parent().is("expression_statement")) return std::nullopt;
    return Append{call.parent(), append->args.front()};
  }

  static bool only_looks(Node load) {
    const Node parent = load.parent();
    if (parent.is("for_statement") || parent.is("for_in_clause")) return parent.field("right") == load;
    if (parent.is("subscript") && parent.field("value") == load) {
      const Node around = parent.parent();
      const bool bound = is_kind(around, {"delete_statement", "pattern_list", "tuple_pattern", "list_pattern",
                                          "as_pattern_target", "as_pattern"}) ||
                         around.parent().is("delete_statement") || around.field("left") == parent;
      return !bound;
    }
    const auto call = as_call(parent.parent());
    return call && !call->object && call->name == "len" && parent.is("argument_list");
  }

  static void grown_list(const RuleContext& context, const Use& use, const std::vector<Use>& tests,
                         const Binding& binding, std::vector<Use>& done, Findings& findings) {
    const auto made = as_assignment(statement_of(binding.stores.front()));
    if (!made || made->target != binding.stores.front() || !made->value.is("list")) {
      refuse(findings, use.comparison,
             why_not_invariant(use.list, repeating(use.comparison, context.definition).front()));
      return;
    }
    const auto found = classify(binding, tests);
    done.insert(done.end(), found.tests.begin(), found.tests.end());
    Claim claim;
    if (!claim_grown(context, found, *made, use, claim, findings)) return;
    if (found.others.empty() && found.reads.empty() && !expression_of(made->statement).field("type")) {
      becomes_set(use, found, *made, claim, findings);
    } else {
      beside_grown_list(context, use, found, *made, claim, findings);
    }
  }

  static bool claim_grown(const RuleContext& context, const Uses& found, const Assignment& made, const Use& use,
                          Claim& claim, Findings& findings) {
    std::vector<Node> values = made.value.items();
    for (const auto& append : found.appends) values.push_back(append.value);
    for (const Node& value : values) {
      if (!claim_needle(context, {use.comparison, use.list, value}, claim, findings)) return false;
    }
    return std::ranges::all_of(found.tests,
                               [&](const Use& test) { return claim_needle(context, test, claim, findings); });
  }

  /// Only collects and is only asked: the list itself becomes a set.
  static void becomes_set(const Use& use, const Uses& found, const Assignment& made, const Claim& claim,
                          Findings& findings) {
    const auto span = made.value.span();
    std::vector<Edit> edits;
    if (made.value.items().empty()) {
      edits.push_back(replace(made.value, "set()"));
    } else {
      edits.push_back({{span.begin, span.begin + 1}, "{"});
      edits.push_back({{span.end - 1, span.end}, "}"});
    }
    for (const auto& append : found.appends) {
      const auto call = as_call(expression_of(append.statement));
      edits.push_back(replace(call->function.field("attribute"), "add"));
    }
    findings.candidates.push_back(make_candidate(
        use.comparison, claim,
        quoted(use.list) + " is only added to and asked for membership; a set answers by hash, the list walks.",
        std::move(edits)));
  }

  /// `start` runs before each run of `region`: it stands in a block that holds the region, in front of it. (The region is
  /// the outermost loop without the start, so that no loop stands between the two.)
  static bool begins_before(Node start, Node region) {
    return inside(region, start.parent()) && start.span().end <= region.span().begin;
  }

  /// Used as a list too: a set beside it follows every append inside the loop.
  static void beside_grown_list(const RuleContext& context, const Use& use, const Uses& found, const Assignment& made,
                                const Claim& claim, Findings& findings) {
    Node region;
    for (const Node& loop : repeating(use.comparison, context.definition)) {
      if (is_loop(loop) && !inside(made.statement, loop)) region = loop;
    }
    if (!region || !owns_line(context.module, region)) return;
    if (!begins_before(made.statement, region)) {
      refuse(findings, use.comparison,
             quoted(made.statement) + on_line(made.statement) +
                 " does not surely run before each run of the loop, so a set made there would forget elements");
      return;
    }
    for (const Node& other : found.others) {
      const bool leaves = other.parent().is("return_statement");
      if (other.span().begin < region.span().end && !leaves) {
        refuse(findings, use.comparison,
               quoted(use.list) + " may change or be shared: " + quoted(statement_of(other)) + on_line(other));
        return;
      }
    }
    const auto name = context.facts.fresh_name(context.definition.field("body"), stem_of(use.list) + "_set");
    std::vector<Edit> edits;
    const bool fresh = made.value.items().empty() && std::ranges::none_of(found.appends, [&](const Append& append) {
                         return append.statement.span().begin < region.span().begin;
                       });
    const std::string start = fresh ? "set()" : "set(" + std::string(use.list.text()) + ")";
    edits.push_back(*insert_before(context.module, region, {name + " = " + start}));
    for (const auto& append : found.appends) {
      if (!inside(append.statement, region)) continue;
      if (!append.value.is("identifier") && !is_constant(append.value)) {
        refuse(findings, append.statement, quoted(append.value) + " would be evaluated twice; give it a name first");
        return;
      }
      const std::string add = name + ".add(" + std::string(append.value.text()) + ")";
      const auto line = insert_after(context.module, append.statement, {add});
      const auto end = append.statement.span().end;
      edits.push_back(line ? *line : Edit{{end, end}, "; " + add});
    }
    for (const auto& test : found.tests) {
      if (inside(test.comparison, region)) edits.push_back(replace(test.list, name));
    }
    findings.candidates.push_back(
        make_candidate(use.comparison, claim,
                       "Each test walks " + quoted(use.list) + ", which grows; a set kept beside it answers by hash.",
                       std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_membership_list_to_set() { return std::make_unique<Membership>(); }

}  // namespace velox::rules
