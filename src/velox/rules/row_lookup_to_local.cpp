// SPDX-License-Identifier: Apache-2.0
// Problem: `grid[y][x]` in a loop over x looks the same row up for every element.
// Idea: take the row once, in front of the furthest loop in which it is the same object.
// Limits: nothing in the loop puts another row into the grid or binds the index anew. The row is now looked up even when the loop
// does not run, or runs into another exception first: the index must be known to lie within the grid, or the first thing that the
// loop evaluates looks the same row up; otherwise observation vouches.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/index_ranges.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/rounds.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

struct Row {
  Node lookup;  ///< `grid[y]`, the object of `grid[y][x]`
  Node grid, index;
};

/// The loop, and the rows that are the same in it.
struct Place {
  Node loop;
  std::vector<Row> rows;
};

class RowLookup final : public Rule {
 public:
  std::string_view id() const override { return "row-lookup-to-local"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Place> places;
    for (const Node& subscript : context.nodes.of_kind("subscript")) {
      const auto row = row_of(context, subscript);
      const Node loop = row ? furthest_loop(context, *row, findings) : Node();
      if (!loop) continue;
      auto place = std::ranges::find(places, loop, &Place::loop);
      if (place == places.end()) place = places.insert(places.end(), Place{loop, {}});
      place->rows.push_back(*row);
    }
    for (const auto& place : places) emit(context, place, findings);
  }

 private:
  static std::optional<Row> row_of(const RuleContext& context, Node outer) {
    const Node lookup = outer.field("value");
    if (!lookup.is("subscript") || !only_index(outer) || slice_of(lookup)) return std::nullopt;
    const Node grid = lookup.field("value"), index = only_index(lookup);
    if (!grid.is("identifier") || !index || index.is("slice") || !is_short(index)) return std::nullopt;
    const auto fact = context.facts.type_of(grid);
    if (!fact || (fact->name != "list" && fact->name != "tuple")) return std::nullopt;
    if (climb_to(outer,
                 {"generator_expression", "list_comprehension", "set_comprehension", "dictionary_comprehension"}))
      return std::nullopt;
    return Row{lookup, grid, index};
  }

  /// A name, a number, or a number added to a name.
  static bool is_short(Node index) {
    index = unparen(index);
    if (index.is("identifier") || int_literal(index)) return true;
    return index.is("binary_operator") && one_of(index.field("operator").text(), {"+", "-"}) &&
           index.field("left").is("identifier") && int_literal(index.field("right"));
  }

  static Node furthest_loop(const RuleContext& context, const Row& row, Findings& findings) {
    Node best;
    for (const Node& loop : repeating(row.lookup, context.definition)) {
      if (!is_loop(loop) || binds_index(context, row, loop)) break;
      if (auto reason = why_not_same(context, row, loop); !reason.empty()) {
        if (!best) refuse(findings, row.lookup, reason);
        break;
      }
      // Further out the row may be looked up although nothing ever needs it.
      Claim ignored;
      if (best && !is_surely_readable(context, row, loop, ignored)) break;
      if (owns_line(context.module, loop)) best = loop;
    }
    return best;
  }

  /// The loop binds a name of the index, or the grid.
  static bool binds_index(const RuleContext& context, const Row& row, Node loop) {
    bool binds = false;
    source::walk(row.lookup, [&](Node node) {
      if (!node.is("identifier")) return true;
      const Binding* binding = context.facts.binding(node);
      const bool own = binding && inside(binding->scope, context.definition) && !binding->written_elsewhere;
      binds = binds || !own || std::ranges::any_of(binding->stores, [&](Node store) { return inside(store, loop); });
      return true;
    });
    return binds;
  }

  /// Empty when the loop puts no other row into the grid, as far as the code shows.
  static std::string why_not_same(const RuleContext& context, const Row& row, Node loop) {
    if (has_kind(loop, {"await", "yield"})) return "the loop pauses, and other code may change " + quoted(row.grid);
    const Binding* grid = context.facts.binding(row.grid);
    for (const Node& use : uses_of(*grid)) {
      if (gets_another_name(use)) return quoted(row.grid) + " has another name, too" + on_line(use);
      if (!inside(use, loop)) continue;
      const Node item = use.parent();
      const bool is_item = item.is("subscript") && item.field("value") == use && !slice_of(item);
      const bool through = is_item && item.parent().is("subscript") && item.parent().field("value") == item;
      if (through || (is_item && only_looks(context.facts, item)) || (!is_item && only_reads(context, use))) continue;
      return "the loop may put another row into " + quoted(row.grid) + ": " + quoted(statement_of(use)) + on_line(use);
    }
    return {};
  }

  /// `other = grid`, or `grid = other`.
  static bool gets_another_name(Node use) {
    const Node parent = use.parent().is("expression_list") ? use.parent().parent() : use.parent();
    if (parent.is("assignment") && parent.field("left") == use) return is_path(unparen(parent.field("right")));
    return is_kind(parent, {"assignment", "named_expression"}) && parent.field("left") != use;
  }

  static void emit(const RuleContext& context, const Place& place, Findings& findings) {
    Claim claim;
    claim.at_most(Assurance::tested);  // a row could hold the grid itself
    std::vector<std::pair<std::string, std::vector<Row>>> groups;
    for (const Row& row : place.rows) {
      const std::string name = name_of(row);
      auto group = std::ranges::find(groups, name, [](const auto& one) { return one.first; });
      if (group == groups.end()) {
        if (!is_readable(context, row, place.loop, claim)) {
          refuse(findings, row.lookup, quoted(row.lookup) + " may raise, and the loop may not come to it");
          continue;
        }
        claim.lean_on(*context.facts.type_of(row.grid), row.grid.text());
        groups.emplace_back(name, std::vector<Row>());
        group = std::prev(groups.end());
      }
      group->second.push_back(row);
    }
    if (groups.empty()) return;
    if (auto reason = why_not_worth(context, place); !reason.empty()) return refuse(findings, place.loop, reason);
    if (!keeps_rows(context, place, claim))
      return refuse(findings, place.loop, "code that is not known to leave the rows alone runs in the loop");
    std::vector<std::string> lines;
    std::vector<Edit> edits;
    for (const auto& [name, rows] : groups) {
      const auto local = context.facts.fresh_name(context.definition, name);
      lines.push_back(local + " = " + std::string(rows.front().lookup.text()));
      for (const Row& row : rows) edits.push_back(replace(row.lookup, local));
    }
    const auto line = insert_before(context.module, place.loop, lines);
    if (!line) return refuse(findings, place.loop, "the layout does not allow the change");
    edits.push_back(*line);
    findings.candidates.push_back(make_candidate(place.rows.front().lookup, claim,
                                                 "The same row is looked up for every element; once, in front of the "
                                                 "loop, is enough.",
                                                 std::move(edits)));
  }

  /// A loop of few rounds does not make up for the look-up in front of it.
  static std::string why_not_worth(const RuleContext& context, const Place& place) {
    const auto turns = seen_turns(context, place.rows.front().lookup, place.loop);
    return turns && *turns < 3 ? "half of the loops seen had fewer than three rounds" : std::string();
  }

  /// An element of another list than the grid is set, which may be the grid by another name, and may be a row.
  static bool may_set_rows(const RuleContext& context, const Place& place) {
    bool may = false;
    source::walk(place.loop, [&](Node node) {
      const bool set = node.is("subscript") && is_kind(node.parent(), {"assignment", "augmented_assignment"}) &&
                       node.parent().field("left") == node && !node.field("value").is("subscript");
      const auto fact = set ? context.facts.type_of(node.field("value")) : std::nullopt;
      may = may || (set && !(fact && is_scalar_type(fact->element)));
      return !may;
    });
    return may;
  }

  /// Nothing that runs in the loop without being seen puts other rows into the grid.
  static bool keeps_rows(const RuleContext& context, const Place& place, Claim& claim) {
    const auto effects = context.facts.effects(place.loop);
    if (!effects.calls_unknown && !may_set_rows(context, place)) return true;
    std::vector<std::string_view> said;
    for (const Row& row : place.rows) {
      const Binding* grid = context.facts.binding(row.grid);
      const bool own = grid->kind == analysis::BindingKind::local && !held_by_function(*grid, context.definition) &&
                       !context.facts.escapes(*grid, context.definition);
      if (own || std::ranges::find(said, row.grid.text()) != said.end()) continue;
      if (context.observed == nullptr) return false;
      said.push_back(row.grid.text());
      claim.assume("nothing that runs in the loop" + on_line(place.loop) + " puts other rows into " + quoted(row.grid));
    }
    return true;
  }

  /// Looking the row up in front of the loop gives what it gives in it: surely, or by assumption.
  static bool is_readable(const RuleContext& context, const Row& row, Node loop, Claim& claim) {
    if (is_surely_readable(context, row, loop, claim)) return true;
    if (context.observed == nullptr) return false;
    claim.assume(quoted(row.lookup) + " can be read whenever the loop" + on_line(loop) + " is reached");
    return true;
  }

  static bool is_surely_readable(const RuleContext& context, const Row& row, Node loop, Claim& claim) {
    if (is_first(row, loop)) return true;
    Claim sure;
    IndexBounds bounds(context, row.grid, sure);
    const auto index = bounds.sum(row.index);
    const bool within = index && bounds.never_negative(*index, row.lookup) &&
                        bounds.never_negative(Linear::length().minus(*index).plus(-1), row.lookup);
    if (!within || !sure.assumptions.empty() || !surely_bound(context, row.lookup, loop)) return false;
    claim.at_most(sure.assurance);
    return true;
  }

  /// `for x in range(len(grid[y])):`, `for cell in grid[y]:`: read before anything else, and before the first round.
  static bool is_first(const Row& row, Node loop) {
    if (!loop.is("for_statement")) return false;
    Node walked = unparen(loop.field("right"));
    for (int depth = 0; depth < 3; ++depth) {
      if (same_code(walked, row.lookup)) return true;
      const auto call = as_call(walked);
      const bool passes =
          call && !call->object && !call->args.empty() && one_of(call->name, {"range", "len", "enumerate", "reversed"});
      if (!passes) return false;
      const bool last = call->name == "range" && call->args.size() > 1 && int_literal(call->args[0]);
      walked = unparen(last ? call->args[1] : call->args[0]);
      if (walked.is("binary_operator")) walked = unparen(walked.field("left"));
    }
    return false;
  }

  /// `grid_y` for `grid[y]`, `dp_i_minus_1` for `dp[i - 1]`.
  static std::string name_of(const Row& row) {
    const Node index = unparen(row.index);
    std::string text = stem_of(row.grid) + "_";
    if (!index.is("binary_operator")) {
      const auto number = int_literal(index);
      return text + (number && *number < 0 ? "last" + (*number == -1 ? "" : "_" + std::to_string(-*number))
                                           : std::string(index.text()));
    }
    return text + std::string(index.field("left").text()) + (index.field("operator").is("+") ? "_plus_" : "_minus_") +
           std::string(unparen(index.field("right")).text());
  }
};

}  // namespace

std::unique_ptr<Rule> make_row_lookup_to_local() { return std::make_unique<RowLookup>(); }

}  // namespace velox::rules
