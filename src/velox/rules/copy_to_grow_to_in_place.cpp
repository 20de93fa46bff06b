// SPDX-License-Identifier: Apache-2.0
// Problem: `seen = {**seen, key: value}`, `known = known | {x}`, `out = [*out, x]` in a loop copy everything gathered so far for
// each element: quadratic.
// Idea: change the object in place: `seen[key] = value`, `known.add(x)`, `out.append(x)`.
// Limits: the old object must not be seen through another name, because it now changes: between the fresh one in front of the loop
// and the loop's end every other use may only look at it. A set in place may be walked in another order than its copies.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

enum class Shape { dict, set, list };

/// `acc = {**acc, key: value}` and the like.
struct Growth {
  Node statement, target;
  Node old;  ///< the `acc` that is read
  Shape shape = Shape::dict;
  Node key, value;  ///< of a dict; null when it is updated from another one
  Node added;       ///< an element, or a whole collection
  bool whole = false;
};

/// The expression behind `*` or `**`.
Node splatted(Node node) { return is_kind(node, {"list_splat", "dictionary_splat"}) ? node.named(0) : Node(); }

std::optional<Growth> of_display(Growth growth, Node display) {
  const auto items = display.items();
  if (items.size() != 2 || has_comment(display)) return std::nullopt;
  growth.old = splatted(items[0]);
  if (!growth.old || growth.old.text() != growth.target.text()) return std::nullopt;
  growth.added = splatted(items[1]) ? splatted(items[1]) : items[1];
  growth.whole = static_cast<bool>(splatted(items[1]));
  if (items[1].is("pair")) {
    growth.key = items[1].field("key");
    growth.value = items[1].field("value");
  }
  growth.shape = display.is("dictionary") ? Shape::dict : display.is("set") ? Shape::set : Shape::list;
  return growth;
}

/// `acc | other`, for sets and dicts.
std::optional<Growth> of_union(const RuleContext& context, Growth growth, Node sum) {
  growth.old = unparen(sum.field("left"));
  growth.added = unparen(sum.field("right"));
  growth.whole = true;
  if (!sum.field("operator").is("|") || growth.old.text() != growth.target.text()) return std::nullopt;
  const auto fact = context.facts.type_of(growth.added);
  const bool dict = growth.added.is("dictionary") || (fact && fact->name == "dict");
  const bool set = growth.added.is("set") || (fact && (fact->name == "set" || fact->name == "frozenset"));
  if (!dict && !set) return std::nullopt;
  growth.shape = dict ? Shape::dict : Shape::set;
  const auto items = growth.added.items();
  if (items.size() != 1 || has_comment(growth.added)) return growth;
  if (growth.added.is("set") && !items[0].is("list_splat")) {
    growth.added = items[0];
    growth.whole = false;
  }
  if (growth.added.is("dictionary") && items[0].is("pair")) {
    growth.key = items[0].field("key");
    growth.value = items[0].field("value");
    growth.whole = false;
  }
  return growth;
}

std::optional<Growth> growth_of(const RuleContext& context, Node statement) {
  const auto assignment = as_assignment(statement);
  if (!assignment || !assignment->target.is("identifier") || expression_of(statement).field("type"))
    return std::nullopt;
  Growth growth;
  growth.statement = statement;
  growth.target = assignment->target;
  const Node value = unparen(assignment->value);
  if (has_kind(value, {"await", "yield", "named_expression"})) return std::nullopt;
  if (is_kind(value, {"dictionary", "set", "list"})) return of_display(growth, value);
  return value.is("binary_operator") ? of_union(context, growth, value) : std::nullopt;
}

class CopyToGrow final : public Rule {
 public:
  std::string_view id() const override { return "copy-to-grow-to-in-place"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Growth> all;
    for (const Node& statement : context.nodes.of_kind("expression_statement"))
      if (const auto growth = growth_of(context, statement)) all.push_back(*growth);
    std::vector<Node> done;
    for (const auto& growth : all)
      if (!repeating(growth.statement, context.definition).empty() && !inside_any(growth.statement, done))
        judge(context, growth, all, done, findings);
  }

 private:
  static void judge(const RuleContext& context, const Growth& first, const std::vector<Growth>& all,
                    std::vector<Node>& done, Findings& findings) {
    const Binding* binding = context.facts.binding(first.old);
    if (binding && binding->kind == analysis::BindingKind::parameter)
      return refuse(findings, first.statement,
                    quoted(first.target) + " may be the caller's object, which would be changed in place");
    binding = plain_local(context, first.old);
    if (!binding || held_by_function(*binding, context.definition))
      return refuse(findings, first.statement, quoted(first.target) + " is not a local of this function alone");
    const Node region = region_of(context, first, *binding);
    if (!region)
      return refuse(
          findings, first.statement,
          quoted(first.target) +
              " is not bound to a fresh object right in front of the loop, so another name may see it change");
    std::vector<Growth> group;
    for (const auto& growth : all) {
      if (!inside(growth.statement, region) || context.facts.binding(growth.old) != binding) continue;
      if (growth.shape != first.shape) return;
      done.push_back(growth.statement);
      group.push_back(growth);
    }
    Claim claim;
    std::string reason = why_not_uses(context, *binding, region, group);
    for (const auto& growth : group)
      if (reason.empty()) reason = why_not_added(context, growth, claim);
    if (!reason.empty()) return refuse(findings, first.statement, reason);
    emit(group, claim, findings);
  }

  static bool makes_fresh(const RuleContext& context, Node value, Shape shape) {
    value = unparen(value);
    switch (shape) {
      case Shape::dict:
        return is_kind(value, {"dictionary", "dictionary_comprehension"}) || builtin_call(context, value, "dict");
      case Shape::set: return is_kind(value, {"set", "set_comprehension"}) || builtin_call(context, value, "set");
      case Shape::list: return makes_fresh_list(context, value);
    }
    return false;
  }

  /// The statement with the loop, in the block where a fresh object is bound to the name before it and only looked at since.
  static Node region_of(const RuleContext& context, const Growth& growth, const Binding& binding) {
    Node best;
    for (const Node& store : binding.stores) {
      const auto bound = bound_by(store);
      if (!bound || !bound->alone || !makes_fresh(context, bound->value, growth.shape)) continue;
      const Node holder = sibling_holding(growth.statement, bound->statement);
      if (!holder || holder.span().begin < bound->statement.span().end) continue;
      const auto loops = repeating(growth.statement, context.definition);
      if (std::ranges::none_of(loops, [&](const Node& loop) { return inside(loop, holder); })) continue;
      const bool clean = std::ranges::none_of(uses_of(binding), [&](const Node& use) {
        return bound->statement.span().end <= use.span().begin && use.span().begin < holder.span().begin &&
               (is_store_of(binding, use) || !looks(context, use, growth.shape));
      });
      if (clean) best = holder;
    }
    return best;
  }

  /// The use keeps no reference, and what it reads it reads at once.
  static bool looks(const RuleContext& context, Node use, Shape shape) {
    static constexpr std::array<std::string_view, 6> kAsking{"get",      "copy",       "isdisjoint",
                                                             "issubset", "issuperset", "count"};
    if (const auto method = method_on(use))
      return std::ranges::find(kAsking, method->name) != kAsking.end() || looks_at_view(context, *method, shape);
    const Node parent = use.parent();
    if (parent.is("binary_operator"))  // gives a new object; of a list, + and * do
      return true;
    if (is_kind(parent, {"list_splat", "dictionary_splat"}))
      return is_kind(parent.parent(), {"list", "tuple", "set", "dictionary"});
    return only_reads(context, use);
  }

  /// `sorted(acc.items())`: the view is used up where it stands.
  static bool looks_at_view(const RuleContext& context, const Call& call, Shape shape) {
    if (shape != Shape::dict || !one_of(call.name, {"items", "keys", "values"})) return false;
    const Node parent = call.node.parent();
    if (parent.is("for_in_clause")) return !parent.parent().is("generator_expression");
    const auto reader = parent.is("argument_list") ? as_call(parent.parent()) : std::nullopt;
    return reader && !reader->object &&
           std::ranges::any_of(
               std::initializer_list<std::string_view>{"list", "sorted", "len", "sum", "set", "tuple", "max", "min"},
               [&](auto name) { return context.facts.is_builtin(reader->function, name); });
  }

  static std::string why_not_uses(const RuleContext& context, const Binding& binding, Node region,
                                  const std::vector<Growth>& group) {
    const auto is_part = [&](Node use) {
      return std::ranges::any_of(group, [&](const Growth& one) { return one.target == use || one.old == use; });
    };
    if (seen_after_exception(context, binding, region) != Seen::never)
      return "after an exception in the loop `" + binding.name + "` may be read, half grown";
    for (const Node& use : uses_of(binding)) {
      if (group.front().shape == Shape::set && !is_part(use) && !is_store_of(binding, use) && shows_order(context, use))
        return quoted(statement_of(use)) + on_line(use) + " may show the order of the set, which could be another one";
      if (!inside(use, region) || is_part(use)) continue;
      const bool leaves = use.parent().is("return_statement") && !climb_to(use, {"try_statement", "with_statement"});
      if (leaves) continue;
      const bool walked = is_walked_by_for(use) && std::ranges::any_of(group, [&](const Growth& one) {
                            return inside(one.statement, use.parent());
                          });
      if (is_store_of(binding, use) || walked || !looks(context, use, group.front().shape))
        return quoted(use) + " may be kept or changed in the loop: " + quoted(statement_of(use)) + on_line(use);
    }
    return {};
  }

  /// Anything but a test of membership, length, truth or equality, or sorting.
  static bool shows_order(const RuleContext& context, Node use) {
    const Node parent = use.parent();
    if (only_tested(use)) return false;
    if (parent.is("comparison_operator")) return false;
    const auto call = parent.is("argument_list") ? as_call(parent.parent()) : std::nullopt;
    return !call || call->object || call->args.size() != 1 || !call->keywords.empty() ||
           std::ranges::none_of(std::initializer_list<std::string_view>{"len", "sorted", "bool"},
                                [&](auto name) { return context.facts.is_builtin(call->function, name); });
  }

  static std::string why_not_added(const RuleContext& context, const Growth& growth, Claim& claim) {
    claim.at_most(comparisons_unseen(context, growth));
    if (growth.whole) return why_not_whole(context, growth, claim);
    if (!growth.key) return {};
    // A display evaluates the key first, an assignment the value.
    const auto plain = [&](Node node) { return unparen(node).is("identifier") || is_constant(node); };
    const auto key = context.facts.effects(growth.key), value = context.facts.effects(growth.value);
    if (key.pure() && value.pure()) {
      claim.lean_on(key, growth.key);
      claim.lean_on(value, growth.value);
      if (key.may_raise && value.may_raise) claim.at_most(Assurance::tested);
      return {};
    }
    if (!plain(growth.key) && !plain(growth.value))
      return "the value of " + quoted(growth.key) + " would be evaluated first, and both may do more than compute";
    claim.at_most(Assurance::tested);
    return {};
  }

  /// A key of a class of the program's own is compared with others in another order, which its `__eq__` could show.
  static Assurance comparisons_unseen(const RuleContext& context, const Growth& growth) {
    if (growth.shape == Shape::list) return Assurance::proven;
    if (growth.whole) {
      const auto fact = context.facts.type_of(growth.added);
      return fact && fact->hashable_elements ? Assurance::proven : Assurance::tested;
    }
    const auto known = hashable(context.facts, growth.key ? growth.key : growth.added);
    return known == Certainty::proven ? Assurance::proven : Assurance::tested;
  }

  static std::string why_not_whole(const RuleContext& context, const Growth& growth, Claim& claim) {
    if (is_kind(growth.added,
                {"dictionary", "set", "list", "list_comprehension", "set_comprehension", "dictionary_comprehension"}))
      return {};
    const auto fact = context.facts.type_of(growth.added);
    const std::string wanted = growth.shape == Shape::dict ? "dict" : growth.shape == Shape::set ? "set" : "list";
    const bool fits = fact && (fact->name == wanted || (wanted == "set" && fact->name == "frozenset"));
    if (!fits) return "it is not known that " + quoted(growth.added) + " is a " + wanted;
    claim.lean_on(*fact, growth.added.text());
    return {};
  }

  static void emit(const std::vector<Growth>& group, const Claim& claim, Findings& findings) {
    std::vector<Edit> edits;
    for (const auto& growth : group) {
      if (has_comment(growth.statement))
        return refuse(findings, growth.statement, "a comment stands inside " + quoted(growth.statement));
      edits.push_back(replace(expression_of(growth.statement), in_place(growth)));
    }
    findings.candidates.push_back(make_candidate(group.front().statement, claim,
                                                 "Each round copies the whole of " + quoted(group.front().target) +
                                                     " to add to the copy; changing it in place adds only.",
                                                 std::move(edits)));
  }

  static std::string in_place(const Growth& growth) {
    const std::string name(growth.target.text()), added(growth.added.text());
    switch (growth.shape) {
      case Shape::dict:
        if (growth.whole) return name + ".update(" + added + ")";
        return name + "[" + std::string(growth.key.text()) + "] = " + std::string(growth.value.text());
      case Shape::set: return name + (growth.whole ? ".update(" : ".add(") + added + ")";
      case Shape::list: return name + (growth.whole ? ".extend(" : ".append(") + added + ")";
    }
    return {};
  }
};

}  // namespace

std::unique_ptr<Rule> make_copy_to_grow_to_in_place() { return std::make_unique<CopyToGrow>(); }

}  // namespace velox::rules
