// SPDX-License-Identifier: Apache-2.0
// Problem: `acc = acc + [x]` in a loop copies everything gathered so far for each element: quadratic.
// Idea: `acc.append(x)`, or extend for a list.
// Limits: the old list must not be seen through another name, because it now changes: between the fresh list in front
// of the loop and the loop's end every other use may only look at the list. A parameter belongs to the caller.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// `acc = acc + added`
struct Concat {
  Node statement, target, added;
  Node left;  ///< the `acc` that is read
};

class ListConcatInLoop final : public Rule {
 public:
  std::string_view id() const override { return "list-concat-in-loop"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Concat> all;
    for (const Node& statement : context.nodes.of_kind("expression_statement")) {
      if (const auto concat = concat_of(statement)) all.push_back(*concat);
    }
    std::vector<Concat> done;
    for (const auto& concat : all) {
      if (std::ranges::any_of(done, [&](const Concat& one) { return one.statement == concat.statement; })) continue;
      judge(context, concat, all, done, findings);
    }
  }

 private:
  static std::optional<Concat> concat_of(Node statement) {
    const auto assignment = as_assignment(statement);
    if (!assignment || !assignment->target.is("identifier")) return std::nullopt;
    const Node sum = unparen(assignment->value);
    if (!sum.is("binary_operator") || sum.field("operator").text() != "+") return std::nullopt;
    const Node left = unparen(sum.field("left"));
    if (!left.is("identifier") || left.text() != assignment->target.text()) return std::nullopt;
    return Concat{statement, assignment->target, unparen(sum.field("right")), left};
  }

  static bool adds_list(const RuleContext& context, Node added, Claim& claim) {
    if (is_kind(added, {"list", "list_comprehension"})) return true;
    const auto fact = context.facts.type_of(added);
    if (!fact || fact->name != "list") return false;
    claim.lean_on(*fact, added.text());
    return true;
  }

  static void judge(const RuleContext& context, const Concat& first, const std::vector<Concat>& all,
                    std::vector<Concat>& done, Findings& findings) {
    if (repeating(first.statement, context.definition).empty()) return;
    Claim ignored;
    if (!adds_list(context, first.added, ignored)) return;
    const Binding* binding = context.facts.binding(first.left);
    if (binding && binding->kind == analysis::BindingKind::parameter)
      return refuse(findings, first.statement,
                    quoted(first.target) + " may be the caller's list, which append would change and + does not");
    binding = plain_local(context, first.left);
    if (!binding || held_by_function(*binding, context.definition))
      return refuse(findings, first.statement, quoted(first.target) + " is not a local of this function alone");
    const Node loop = loop_after_fresh(context, first, *binding);
    if (!loop)
      return refuse(findings, first.statement,
                    quoted(first.target) +
                        " is not bound to a fresh list right in front of the loop, so another name may see it change");
    std::vector<Concat> group;
    for (const auto& concat : all)
      if (inside(concat.statement, loop) && context.facts.binding(concat.left) == binding) group.push_back(concat);
    done.insert(done.end(), group.begin(), group.end());
    rewrite(context, *binding, loop, group, findings);
  }

  /// The statement that holds the loop, in the block where a fresh list is bound to the name before it.
  static Node loop_after_fresh(const RuleContext& context, const Concat& concat, const Binding& binding) {
    Node best;
    for (const Node& store : binding.stores) {
      const auto bound = bound_by(store);
      if (!bound || !makes_fresh_list(context, bound->value)) continue;
      const Node holder = sibling_holding(concat.statement, bound->statement);
      if (!holder || holder.span().begin < bound->statement.span().begin) continue;
      const bool clean = std::ranges::none_of(uses_of(binding), [&](const Node& use) {
        return bound->statement.span().end <= use.span().begin && use.span().begin < holder.span().begin &&
               (is_store_of(binding, use) || !only_reads(context, use));
      });
      if (clean) best = holder;
    }
    return best;
  }

  static void rewrite(const RuleContext& context, const Binding& binding, Node loop, const std::vector<Concat>& group,
                      Findings& findings) {
    Claim claim;
    std::vector<Edit> edits;
    for (const auto& concat : group) {
      if (!adds_list(context, concat.added, claim))
        return refuse(findings, concat.statement, "it is not known that " + quoted(concat.added) + " is a list");
      edits.push_back(replace(expression_of(concat.statement), added_in_place(concat)));
    }
    for (const Node& use : uses_of(binding)) {
      if (!inside(use, loop)) continue;
      const bool part =
          std::ranges::any_of(group, [&](const Concat& one) { return one.target == use || one.left == use; });
      if (part) continue;
      const bool walked = is_walked_by_for(use) && std::ranges::any_of(group, [&](const Concat& one) {
                            return inside(one.statement, use.parent());
                          });
      if (is_store_of(binding, use) || walked || !only_reads(context, use))
        return refuse(findings, use,
                      quoted(use) + " may be kept or changed in the loop: " + quoted(statement_of(use)) + on_line(use));
    }
    findings.candidates.push_back(make_candidate(
        group.front().statement, claim,
        "Each + copies the whole of " + quoted(group.front().target) + "; appending changes it in place.",
        std::move(edits)));
  }

  static std::string added_in_place(const Concat& concat) {
    const std::string name(concat.target.text());
    const auto items = concat.added.items();
    const bool single =
        concat.added.is("list") && items.size() == 1 && !items[0].is("list_splat") && !has_comment(concat.added);
    if (single) return name + ".append(" + std::string(items[0].text()) + ")";
    return name + ".extend(" + std::string(concat.added.text()) + ")";
  }
};

}  // namespace

std::unique_ptr<Rule> make_list_concat_in_loop() { return std::make_unique<ListConcatInLoop>(); }

}  // namespace velox::rules
