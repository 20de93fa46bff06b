// SPDX-License-Identifier: Apache-2.0
// Problem: for each row of one collection the loop searches the whole other collection for equal keys: O(n*m).
// Idea: in front of the outer loop, put the inner collection into a dict from key to the elements with that key, in
// their order; the inner loop then walks only those. Serves nested for statements (`if a.k == b.k:` as the whole body,
// or `if a.k != b.k: continue` at its start) and comprehensions inside a loop.
// Limits: the equality is the first condition, or stands behind conditions on the element alone, which then choose what
// the dict gets; keys must be hashable by value and must not change in the loop; the inner targets must not be read after
// the inner loop, since they end up with other values.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/key_search.hpp"
#include "velox/rules/seen_size.hpp"
#include "velox/rules/shape.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

enum class Shape { if_body, guard, comprehension };

/// An inner iteration that looks for elements with a key.
struct Search : KeySearch {
  Shape shape = Shape::if_body;
  Node condition;            ///< the whole condition that holds the equality
  Node condition_owner;      ///< if_statement or if_clause
  std::vector<Node> guards;  ///< conditions on the element alone, in front of the equality
};

/// The operands of `a and b and c`, in order.
std::vector<Node> conjuncts_of(Node condition) {
  std::vector<Node> found;
  condition = unparen(condition);
  while (condition.is("boolean_operator") && condition.field("operator").is("and")) {
    found.insert(found.begin(), condition.field("right"));
    condition = unparen(condition.field("left"));
  }
  found.insert(found.begin(), condition);
  return found;
}

std::optional<Search> with_keys(Search search, std::string_view op) {
  for (const Node& conjunct : conjuncts_of(search.condition)) {
    if (find_keys(search, conjunct, op)) return search;
    search.guards.push_back(conjunct);
  }
  return std::nullopt;
}

std::optional<Search> search_of_for(Node loop) {
  Search search;
  search.inner = loop;
  search.target = loop.field("left");
  search.iterable = loop.field("right");
  const auto body = loop.field("body").items();
  if (body.empty() || !body.front().is("if_statement") || body.front().field("alternative")) return std::nullopt;
  const Node test = body.front();
  search.condition_owner = test;
  search.condition = test.field("condition");
  if (body.size() == 1) {
    search.shape = Shape::if_body;
    return with_keys(search, "==");
  }
  const auto inside_if = test.field("consequence").items();
  if (inside_if.size() != 1 || !inside_if.front().is("continue_statement")) return std::nullopt;
  if (!unparen(search.condition).is("comparison_operator")) return std::nullopt;
  search.shape = Shape::guard;
  return with_keys(search, "!=");
}

std::optional<Search> search_of_comprehension(Node comprehension) {
  Search search;
  search.shape = Shape::comprehension;
  search.inner = comprehension;
  const auto items = comprehension.items();
  if (items.size() < 3 || !items[1].is("for_in_clause") || !items[2].is("if_clause")) return std::nullopt;
  search.target = items[1].field("left");
  search.iterable = items[1].field("right");
  search.condition_owner = items[2];
  const auto condition = items[2].items();
  if (condition.size() != 1 || items[1].text().starts_with("async")) return std::nullopt;
  search.condition = condition.front();
  return with_keys(search, "==");
}

class Join final : public Rule {
 public:
  std::string_view id() const override { return "nested-loop-join-to-index"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    visit_kinds(context.nodes,
                {"for_statement", "list_comprehension", "set_comprehension", "dictionary_comprehension",
                 "generator_expression"},
                [&](Node node) {
                  const bool candidate = node.is("for_statement") || is_comprehension(node);
                  if (!candidate || context.facts.loop_depth(node) == 0) return true;
                  std::optional<Search> search;
                  if (node.is("for_statement"))
                    search = search_of_for(node);
                  else if (is_comprehension(node))
                    search = search_of_comprehension(node);
                  if (search && !repeating(search->inner, context.definition).empty())
                    consider(context, *search, findings);
                  return true;
                });
  }

 private:
  static void consider(const RuleContext& context, const Search& search, Findings& findings) {
    const auto loops = repeating(search.inner, context.definition);
    Claim claim;
    if (turns_once(context, search.inner))
      return refuse(findings, search.inner,
                    "the loop around it was never seen to turn twice: making an index costs more than the one search");
    if (!claim_reiterable(context, search, claim, findings)) return;
    if (!targets_are_free(context, search, findings)) return;
    if (!claim_hashable_keys(context, search, claim, findings)) return;
    const auto place = hoist_place(context, search.inner, search.iterable, claim);
    if (!place) return refuse(findings, search.inner, why_not_invariant(search.iterable, loops.front()));
    if (!surely_bound(context, search.iterable, place->anchor))
      return refuse(findings, search.inner,
                    "it is not known that " + quoted(search.iterable) + " is bound in front of the loop");
    if (!claim_stable(context, search, search.key_inner, *place, claim, findings)) return;
    for (const Node& guard : search.guards)
      if (!claim_stable(context, search, guard, *place, claim, findings)) return;
    if (!claim_wanted_stays(context, search, claim, findings)) return;
    if (const Node held = held_before(context, search, place->anchor))
      return refuse(findings, search.inner,
                    quoted(held) + " has a value in front of the loop, which making the index would replace");
    auto edits = rewrite(context, search, *place, findings);
    if (edits.empty()) return;
    findings.candidates.push_back(
        make_candidate(search.inner, claim,
                       "For each round the inner loop walks all of " + quoted(search.iterable) +
                           " to find equal keys; a dict from key to elements, built once, gives just those.",
                       std::move(edits)));
  }

  /// A target of the inner loop whose value in front of `anchor` somebody may read; making the index sets it.
  static Node held_before(const RuleContext& context, const Search& search, Node anchor) {
    if (search.shape == Shape::comprehension) return {};
    std::vector<Node> targets{search.target};
    if (!search.target.is("identifier")) targets = search.target.items();
    Node before, top = anchor;
    for (; top && !top.is("function_definition"); top = top.parent())
      if ((before = previous_statement(top))) break;
    const auto begin = before ? before.span().end : context.definition.field("body").span().begin;
    for (const Node& target : targets) {
      const Binding* binding = context.facts.binding(target);
      const bool set_between = std::ranges::any_of(binding->stores, [&](Node store) {
        return begin <= store.span().begin && store.span().begin < anchor.span().begin;
      });
      if (set_between || (before && !context.facts.dead_after(*binding, before))) return target;
    }
    return {};
  }

  static bool targets_are_free(const RuleContext& context, const Search& search, Findings& findings) {
    if (search.shape == Shape::comprehension) {
      if (search.inner.is("generator_expression") && !consumed_at_once(context.facts, search.inner)) {
        refuse(findings, search.inner,
               "the generator may be consumed later, when " + quoted(search.key_outer) + " has another value");
        return false;
      }
      for (const auto& name : search.names) {
        if (used_outside(context, search.inner, name)) {
          refuse(findings, search.inner, "`" + name + "` is used outside the comprehension too");
          return false;
        }
      }
      return true;
    }
    std::vector<Node> targets{search.target};
    if (!search.target.is("identifier")) targets = search.target.items();
    for (const Node& target : targets) {
      const Binding* binding = context.facts.binding(target);
      if (binding != nullptr && binding->kind == analysis::BindingKind::local && !binding->captured &&
          context.facts.dead_after(*binding, search.inner))
        continue;
      refuse(findings, search.inner,
             quoted(target) + " is read after the inner loop, where it would have another value");
      return false;
    }
    return true;
  }

  /// Whether the function, or what is nested in it, uses the name other than as one of a scope of its own: the rewrite makes
  /// it a local of the function.
  static bool used_outside(const RuleContext& context, Node piece, const std::string& name) {
    bool found = false;
    source::walk(context.definition, [&](Node node) {
      if (found || node == piece) return false;
      if (!node.is("identifier") || node.text() != name || !is_name_use(node)) return true;
      const Binding* binding = context.facts.binding(node);
      const Node scope = binding != nullptr ? binding->scope : Node();
      const bool own =
          scope && scope != context.definition && inside(scope, context.definition) && !scope.is("class_definition");
      found = !own;
      return !found;
    });
    return found;
  }

  static std::string index_name(const RuleContext& context, const Search& search) {
    const auto base = stem_of(collection_of(context, search.iterable));
    const auto by = key_word(search.key_inner);
    return context.facts.fresh_name(context.definition.field("body"),
                                    by.empty() ? base + "_index" : base + "_by_" + by);
  }

  static std::vector<Edit> rewrite(const RuleContext& context, const Search& search, const HoistPlace& place,
                                   Findings& findings) {
    const auto name = index_name(context, search);
    const std::string target(search.target.text());
    const bool several = search.names.size() > 1 && search.target.is("pattern_list");
    const std::string element = several ? "(" + target + ")" : target;
    std::vector<Edit> edits;
    if (!drop_condition(context, search, edits)) {
      refuse(findings, search.condition_owner, "the layout of " + quoted(search.equality) + " cannot be kept");
      return {};
    }
    std::vector<std::string> lines{name + " = {}",
                                   "for " + target + " in " + std::string(search.iterable.text()) + ":"};
    std::string indent = context.module.style().indent;
    if (!search.guards.empty()) {
      lines.push_back(indent + "if " + std::string(search.equality.parent().field("left").text()) + ":");
      indent += context.module.style().indent;
    }
    lines.push_back(indent + name + ".setdefault(" + std::string(unparen(search.key_inner).text()) + ", []).append(" +
                    element + ")");
    edits.push_back(*insert_before(context.module, place.anchor, lines));
    edits.push_back(replace(search.iterable, name + ".get(" + std::string(search.key_outer.text()) + ", ())"));
    return edits;
  }

  /// Takes the equality, and the guards in front of it, out of the condition; when nothing else is left, the condition
  /// itself goes.
  static bool drop_condition(const RuleContext& context, const Search& search, std::vector<Edit>& edits) {
    const Node front = search.guards.empty() ? search.equality : search.equality.parent();
    if (!search.guards.empty() && (front.field("right") != search.equality || front.line() != front.last_line()))
      return false;
    if (front != unparen(search.condition)) return drop_first_conjunct(front, edits);
    if (search.shape == Shape::comprehension) {
      const auto begin = search.condition_owner.prev_named().span().end;
      if (search.condition_owner.prev_named().is("comment")) return false;
      edits.push_back({{begin, search.condition_owner.span().end}, {}});
      return true;
    }
    if (search.shape == Shape::guard) {
      const auto removed = remove_lines(context.module, search.condition_owner);
      if (!removed || contains_comment(context.module, *removed)) return false;
      edits.push_back(*removed);
      return true;
    }
    return unwrap_if(context, search.condition_owner, edits);
  }

  static bool drop_first_conjunct(Node front, std::vector<Edit>& edits) {
    const Node holder = front.parent();
    if (!holder.is("boolean_operator") || holder.field("left") != front) return false;
    edits.push_back({{front.span().begin, holder.field("right").span().begin}, {}});
    return true;
  }

  static bool contains_comment(const source::ParsedModule& module, const Edit& edit) {
    return std::string_view(module.bytes()).substr(edit.span.begin, edit.span.size()).find('#') !=
           std::string_view::npos;
  }

  /// Removes `if ...:` and moves its block one level out.
  static bool unwrap_if(const RuleContext& context, Node statement, std::vector<Edit>& edits) {
    const std::string_view bytes = context.module.bytes();
    const Node block = statement.field("consequence");
    const auto begin = statement.span().begin;
    const auto inner = block.items();
    if (inner.empty() || !owns_line(context.module, statement)) return false;
    if (inner.front().line() == statement.field("condition").last_line()) {
      edits.push_back({{begin, inner.front().span().begin}, {}});
      return true;
    }
    const auto outer_indent = context.module.indent_of(statement);
    const auto inner_indent = context.module.indent_of(inner.front());
    if (!inner_indent.starts_with(outer_indent) || spans_lines(block)) return false;
    std::uint32_t first = inner.front().span().begin - static_cast<std::uint32_t>(inner_indent.size());
    const auto header = bytes.substr(begin, first - begin);
    if (header.find('#') != std::string_view::npos) return false;
    edits.push_back({{begin - static_cast<std::uint32_t>(outer_indent.size()), first}, {}});
    const auto extra = static_cast<std::uint32_t>(inner_indent.size() - outer_indent.size());
    for (std::uint32_t at = first; at < block.span().end;) {
      if (bytes.substr(at).starts_with(inner_indent)) {
        const auto cut = at + static_cast<std::uint32_t>(outer_indent.size());
        edits.push_back({{cut, cut + extra}, {}});
      }
      const auto end = bytes.find('\n', at);
      if (end == std::string_view::npos) break;
      at = static_cast<std::uint32_t>(end) + 1;
    }
    return true;
  }

  /// Whether a string literal in the block runs over several lines, so that its lines must not move.
  static bool spans_lines(Node block) {
    bool found = false;
    source::walk(block, [&](Node node) {
      if (node.is("string") && node.line() != node.last_line()) found = true;
      return !found;
    });
    return found;
  }
};

}  // namespace

std::unique_ptr<Rule> make_nested_loop_join_to_index() { return std::make_unique<Join>(); }

}  // namespace velox::rules
