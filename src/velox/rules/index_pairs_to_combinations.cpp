// SPDX-License-Identifier: Apache-2.0
// Problem: `for i in range(len(xs)): for j in range(i + 1, len(xs)): ... xs[i] ... xs[j]` counts and looks up in bytecode.
// Idea: itertools.combinations gives the same pairs in the same order.
// Limits: the positions are used for nothing but the two elements; the list stays the same in the loops; no `break`, which would
// leave one loop of the two; nobody reads the variables afterwards.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/block_layout.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/index_ranges.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Pairs {
  Node outer, inner;
  Node list;
  Node first_name, second_name;  ///< of `a = xs[i]` and `b = xs[j]`; null when the elements have no names
  Node first_statement, second_statement;
};

class IndexPairs final : public Rule {
 public:
  std::string_view id() const override { return "index-pairs-to-combinations"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& loop : context.nodes.of_kind("for_statement"))
      if (const auto pairs = pairs_of(context, loop)) judge(context, *pairs, findings);
  }

 private:
  static std::optional<Pairs> pairs_of(const RuleContext& context, Node outer) {
    const auto body = outer.field("body").items();
    if (body.empty() || body.size() > 2 || !body.back().is("for_statement")) return std::nullopt;
    Pairs pairs;
    pairs.outer = outer;
    pairs.inner = body.back();
    for (const Node& loop : {pairs.outer, pairs.inner})
      if (!loop.field("left").is("identifier") || loop.field("alternative") || loop.text().starts_with("async"))
        return std::nullopt;
    pairs.list = list_of(context, pairs);
    if (!pairs.list) return std::nullopt;
    if (body.size() == 2 && !is_element(pairs, body[0], pairs.outer, pairs.first_name)) return std::nullopt;
    if (body.size() == 2) pairs.first_statement = body[0];
    const auto inside_inner = pairs.inner.field("body").items();
    if (inside_inner.size() > 1 && is_element(pairs, inside_inner[0], pairs.inner, pairs.second_name))
      pairs.second_statement = inside_inner[0];
    return pairs;
  }

  /// What `xs[i]` and `xs[j]` index: the list that the first such subscript of the inner body names.
  static Node list_of(const RuleContext& context, const Pairs& pairs) {
    Node list;
    source::walk(pairs.outer.field("body"), [&](Node node) {
      const Node index = list ? Node() : only_index(node);
      const bool element =
          index && index.is("identifier") && node.field("value").is("identifier") &&
          (index.text() == pairs.outer.field("left").text() || index.text() == pairs.inner.field("left").text());
      if (element) list = node.field("value");
      return !list;
    });
    return list && context.facts.binding(list) ? list : Node();
  }

  /// `name = xs[i]` with the index of `loop`.
  static bool is_element(const Pairs& pairs, Node statement, Node loop, Node& name) {
    const auto assignment = as_assignment(statement);
    if (!assignment || !assignment->target.is("identifier") || expression_of(statement).field("type")) return false;
    if (!is_lookup(pairs, assignment->value, loop.field("left").text())) return false;
    name = assignment->target;
    return true;
  }

  static bool is_lookup(const Pairs& pairs, Node node, std::string_view index) {
    return node.is("subscript") && only_index(node) && only_index(node).text() == index &&
           node.field("value").text() == pairs.list.text();
  }

  static void judge(const RuleContext& context, const Pairs& pairs, Findings& findings) {
    Claim claim;
    if (!walks_pairs(context, pairs, claim)) return;
    if (auto reason = why_not(context, pairs, claim); !reason.empty()) return refuse(findings, pairs.outer, reason);
    emit(context, pairs, claim, findings);
  }

  /// Each position, or each but the last, and each behind it.
  static bool walks_pairs(const RuleContext& context, const Pairs& pairs, Claim& claim) {
    IndexBounds bounds(context, pairs.list, claim);
    auto outer = range_of(context, bounds, pairs.outer), inner = range_of(context, bounds, pairs.inner);
    if (!outer || !inner) return false;
    for (const auto& [range, loop] : {std::pair(&*outer, pairs.outer), std::pair(&*inner, pairs.inner)})
      if (const Node name = length_name(context, pairs, loop);
          name && range->behind.terms.contains(std::string(name.text()))) {
        range->behind = Linear::length().plus(range->behind.number);
        claim.assume(quoted(name) + " is still the length of " + quoted(pairs.list) + " when the loops begin");
      }
    const auto is_length = [](const Linear& value, long least) {
      return value.terms == Linear::length().terms && value.number <= 0 && value.number >= least;
    };
    const Linear next{{{std::string(pairs.outer.field("left").text()), 1}}, 1};
    return outer->first.terms.empty() && outer->first.number == 0 && is_length(outer->behind, -1) &&
           inner->first.terms == next.terms && inner->first.number == 1 && is_length(inner->behind, 0);
  }

  /// The name at the end of the range that was bound once, to the length of the list. Facts know it only where nothing runs that
  /// could change the list.
  static Node length_name(const RuleContext& context, const Pairs& pairs, Node loop) {
    const auto range = builtin_call(context, unparen(loop.field("right")), "range");
    if (!range || range->args.empty() || context.observed == nullptr) return {};
    Node name = unparen(range->args.back());
    if (name.is("binary_operator")) name = unparen(name.field("left"));
    const Binding* binding = plain_local(context, name);
    const auto bound = binding && binding->stores.size() == 1 ? bound_by(binding->stores[0]) : std::nullopt;
    const auto length = bound ? builtin_call(context, bound->value, "len") : std::nullopt;
    return length && length->args.size() == 1 && same_code(length->args[0], pairs.list) ? name : Node();
  }

  static std::optional<IndexRange> range_of(const RuleContext& context, IndexBounds& bounds, Node loop) {
    const auto range = builtin_call(context, unparen(loop.field("right")), "range");
    if (!range || !range->keywords.empty() || range->args.empty() || range->args.size() > 2) return std::nullopt;
    const auto first = range->args.size() == 1 ? std::optional(Linear()) : bounds.sum(range->args[0]);
    const auto behind = bounds.sum(range->args.back());
    return first && behind ? std::optional(IndexRange{loop, loop, *first, *behind}) : std::nullopt;
  }

  static std::string why_not(const RuleContext& context, const Pairs& pairs, Claim& claim) {
    if (has_kind(pairs.outer, {"break_statement"})) return "a `break` leaves one loop of the two";
    const auto fact = context.facts.type_of(pairs.list);
    if (!fact || !one_of(fact->name, {"list", "tuple", "str", "bytes"}))
      return quoted(pairs.list) + " is not known to be a list or another sequence";
    claim.lean_on(*fact, pairs.list.text());
    const auto place = hoist_place(context, pairs.inner, pairs.list, claim);
    if (!place || !inside(pairs.outer, place->region)) return why_not_invariant(pairs.list, pairs.outer);
    for (const Node& loop : {pairs.outer, pairs.inner})
      if (auto reason = why_not_index(context, pairs, loop); !reason.empty()) return reason;
    for (const Node& name : {pairs.first_name, pairs.second_name})
      if (auto reason = name ? why_not_name(context, pairs, name) : std::string(); !reason.empty()) return reason;
    return {};
  }

  static std::string why_not_index(const RuleContext& context, const Pairs& pairs, Node loop) {
    const Node index = loop.field("left");
    const Binding* binding = plain_local(context, index);
    if (!binding || held_by_function(*binding, context.definition))
      return quoted(index) + " is not a local of this function alone";
    for (const Node& use : uses_of(*binding)) {
      if (!inside(use, pairs.outer) || use == index || inside(use, pairs.inner.field("right"))) continue;
      const Node parent = use.parent();
      const bool element = is_lookup(pairs, parent, index.text()) && only_index(parent) == use && !is_target(parent) &&
                           !climb_to(use, {"generator_expression"});
      if (!element || is_store_of(*binding, use))
        return quoted(index) + " is used for more than looking an element up: " + quoted(statement_of(use)) +
               on_line(use);
    }
    if (!context.facts.dead_after(*binding, pairs.outer) ||
        seen_after_exception(context, *binding, pairs.outer) != Seen::never)
      return quoted(index) + " may be read after the loops";
    return {};
  }

  static bool is_target(Node subscript) {
    const Node parent = subscript.parent();
    return is_kind(parent,
                   {"delete_statement", "pattern_list", "tuple_pattern", "list_pattern", "as_pattern_target"}) ||
           (parent.is("expression_list") && parent.parent().is("delete_statement")) ||
           (is_kind(parent, {"assignment", "augmented_assignment", "for_statement", "for_in_clause"}) &&
            parent.field("left") == subscript);
  }

  /// The name becomes a variable of the loop: bound there once, and not read behind it.
  static std::string why_not_name(const RuleContext& context, const Pairs& pairs, Node name) {
    const Binding* binding = plain_local(context, name);
    const bool alone = binding && !held_by_function(*binding, context.definition) &&
                       std::ranges::none_of(binding->stores, [&](const Node& store) {
                         return store != name && inside(store, pairs.outer);
                       });
    if (!alone) return quoted(name) + " is bound anew in the loops";
    if (context.facts.dead_after(*binding, pairs.outer) &&
        seen_after_exception(context, *binding, pairs.outer) == Seen::never)
      return {};
    return quoted(name) + " may be read after the loops";
  }

  static void emit(const RuleContext& context, const Pairs& pairs, const Claim& claim, Findings& findings) {
    const Node body = pairs.inner.field("body");
    const auto statements = body.items();
    auto edits = outdent_to(context.module, body, pairs.inner);
    const bool fits = edits && owns_line(context.module, pairs.outer) &&
                      pairs.outer.field("body").items().front().line() > pairs.outer.field("right").last_line() &&
                      !comment_between(context, pairs, statements.front());
    const auto combinations =
        ensure_import(context.module, context.facts, pairs.outer, "from itertools import combinations");
    if (!fits || !combinations)
      return refuse(findings, pairs.outer,
                    "the layout of the loops, or the names of the file, do not allow the change");
    const auto named = [&](Node name, std::string_view wish) {
      return name ? std::string(name.text()) : context.facts.fresh_name(context.definition, wish);
    };
    const std::string first = named(pairs.first_name, "first"), second = named(pairs.second_name, "second");
    const auto head_end = edits->front().span.begin - context.module.indent_of(pairs.inner).size();
    edits->push_back({{pairs.outer.span().begin, static_cast<std::uint32_t>(head_end)},
                      "for " + first + ", " + second + " in " + combinations->local + "(" +
                          std::string(pairs.list.text()) + ", 2):" + context.module.style().newline});
    if (combinations->edit) edits->push_back(*combinations->edit);
    for (const Node& loop : {pairs.outer, pairs.inner})
      replace_lookups(context, pairs, loop, loop == pairs.outer ? first : second, *edits);
    auto final_edits = without_second(context, pairs, *std::move(edits));
    if (final_edits.empty()) return refuse(findings, pairs.outer, "the layout of the loops does not allow the change");
    findings.candidates.push_back(
        make_candidate(pairs.outer, claim,
                       "itertools gives each pair of elements in C; the loops counted positions and looked them up.",
                       std::move(final_edits)));
  }

  /// A comment between the heads of the loops would be lost.
  static bool comment_between(const RuleContext& context, const Pairs& pairs, Node first) {
    const auto begin = pairs.outer.span().begin;
    return std::string_view(context.module.bytes()).substr(begin, first.span().begin - begin).find('#') !=
           std::string_view::npos;
  }

  static void replace_lookups(const RuleContext& context, const Pairs& pairs, Node loop, const std::string& name,
                              std::vector<Edit>& edits) {
    const Binding* binding = context.facts.binding(loop.field("left"));
    for (const Node& use : uses_of(*binding)) {
      const bool there = inside(use, pairs.inner.field("body")) && use.parent().is("subscript");
      if (there && !inside(use, pairs.second_statement)) edits.push_back(replace(use.parent(), name));
    }
  }

  /// The line `b = xs[j]` goes: its name is bound by the loop. Empty when it shares its line.
  static std::vector<Edit> without_second(const RuleContext& context, const Pairs& pairs, std::vector<Edit> edits) {
    if (!pairs.second_statement) return edits;
    const auto removed = remove_lines(context.module, pairs.second_statement);
    const Node next = pairs.second_statement.next_named();
    if (!removed || (next.is("comment") && next.line() == pairs.second_statement.last_line())) return {};
    std::erase_if(edits, [&](const Edit& edit) {
      return removed->span.begin <= edit.span.begin && edit.span.end <= removed->span.end;
    });
    // The text of the two heads ends where this line begins.
    edits.push_back(*removed);
    return edits;
  }
};

}  // namespace

std::unique_ptr<Rule> make_index_pairs_to_combinations() { return std::make_unique<IndexPairs>(); }

}  // namespace velox::rules
