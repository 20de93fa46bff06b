// SPDX-License-Identifier: Apache-2.0
// Problem: `for i in range(len(x)): ... x[i] ...` looks every element up by number.
// Idea: walk x itself, with enumerate where the number is used as well.
// Limits: the element is then read at the top of the round, not where it is used: x must stay the same object with
// the same content in the loop, and the number must not be changed. A dict with number keys would be walked by key: x
// has to be a known sequence.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

struct Loop {
  Node statement, index, sequence;
};

struct Uses {
  std::vector<Node> reads;   ///< `x[i]`
  std::vector<Node> others;  ///< of i
};

class RangeLen final : public Rule {
 public:
  std::string_view id() const override { return "range-len-indexing"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    for (const Node& statement : context.nodes.of_kind("for_statement")) {
      if (const auto loop = loop_of(context, statement)) judge(context, *loop, findings);
    }
  }

 private:
  static std::optional<Loop> loop_of(const RuleContext& context, Node statement) {
    const Node index = statement.field("left");
    const auto range = builtin_call(context, unparen(statement.field("right")), "range");
    if (!index.is("identifier") || !range || range->args.empty() || range->args.size() > 2 || !range->keywords.empty())
      return std::nullopt;
    if (range->args.size() == 2 && int_literal(range->args[0]) != 0) return std::nullopt;
    const auto length = builtin_call(context, unparen(range->args.back()), "len");
    if (!length || length->args.size() != 1 || !is_path(length->args[0])) return std::nullopt;
    if (statement.text().starts_with("async")) return std::nullopt;
    return Loop{statement, index, length->args[0]};
  }

  static void judge(const RuleContext& context, const Loop& loop, Findings& findings) {
    const Binding* index = context.facts.binding(loop.index);
    if (!index) return;
    const auto uses = uses_in(loop, *index);
    if (uses.reads.empty()) return;
    Claim claim;
    if (auto reason = why_not(context, loop, *index, uses, claim); !reason.empty())
      return refuse(findings, loop.statement, reason);
    rewrite(context, loop, *index, uses, claim, findings);
  }

  static Uses uses_in(const Loop& loop, const Binding& index) {
    Uses uses;
    for (const Node& use : uses_of(index)) {
      if (use == loop.index || !inside(use, loop.statement)) continue;
      const Node subscript = use.parent();
      const bool read = subscript.is("subscript") && only_index(subscript) == use &&
                        same_code(subscript.field("value"), loop.sequence);
      if (read)
        uses.reads.push_back(subscript);
      else
        uses.others.push_back(use);
    }
    return uses;
  }

  static bool is_target(Node expression) {
    const Node parent = expression.parent();
    return is_kind(parent,
                   {"delete_statement", "pattern_list", "tuple_pattern", "list_pattern", "as_pattern_target"}) ||
           (is_kind(parent, {"assignment", "augmented_assignment", "for_statement"}) &&
            parent.field("left") == expression) ||
           (parent.is("expression_list") && parent.parent().is("delete_statement"));
  }

  /// Empty when all conditions hold.
  static std::string why_not(const RuleContext& context, const Loop& loop, const Binding& index, const Uses& uses,
                             Claim& claim) {
    for (const Node& store : index.stores)
      if (store != loop.index && inside(store, loop.statement))
        return "the loop changes " + quoted(loop.index) + on_line(store);
    for (const Node& read : uses.reads) {
      if (!inside(read, loop.statement.field("body")))
        return quoted(read) + on_line(read) + " is read after the last round";
      if (is_target(read)) return "the loop stores to " + quoted(read) + on_line(read);
      if (scope_around(read) != context.definition || climb_to(read, {"generator_expression"}))
        return quoted(read) + on_line(read) + " may be evaluated later, when the element has changed";
    }
    return why_not_sequence(context, loop, claim);
  }

  static std::string why_not_sequence(const RuleContext& context, const Loop& loop, Claim& claim) {
    static constexpr std::array<std::string_view, 4> kFixed{"tuple", "str", "bytes", "range"};
    const auto fact = context.facts.type_of(loop.sequence);
    if (!fact) return "it is not known that " + quoted(loop.sequence) + " is a list or another sequence";
    const bool fixed = std::ranges::find(kFixed, fact->name) != kFixed.end();
    if (!fixed && fact->name != "list")
      return quoted(loop.sequence) + " is a " + fact->name + ", which is not walked by number";
    claim.lean_on(*fact, loop.sequence.text());
    Node root = loop.sequence;
    while (root.is("attribute")) root = root.field("object");
    const Binding* binding = context.facts.binding(root);
    if (!binding) return "it is not known what " + quoted(root) + " means";
    const Node body = loop.statement.field("body");
    for (const Node& store : binding->stores)
      if (inside(store, loop.statement)) return "the loop binds " + quoted(root) + " anew" + on_line(store);
    if (loop.sequence.is("attribute")) return why_not_path(context, loop, body, claim);
    if (fixed) return {};
    if (context.facts.mutated_in(*binding, body)) return "the loop may change " + quoted(loop.sequence);
    const bool own = binding->kind == analysis::BindingKind::local && !held_by_function(*binding, context.definition) &&
                     !context.facts.escapes(*binding, context.definition);
    // Another name for the list, in code that the loop calls, could change it.
    if (!own && context.facts.effects(body).calls_unknown) claim.at_most(Assurance::tested);
    return {};
  }

  /// `self.items`: nothing in the loop may store to the path or change what it names.
  static std::string why_not_path(const RuleContext& context, const Loop& loop, Node body, Claim& claim) {
    bool touched = false;
    source::walk(body, [&](Node node) {
      if (!node.is("attribute") || !same_code(node, loop.sequence)) return true;
      touched = touched || is_target(node) || !only_reads(context, node) ||
                (node.parent().is("subscript") && is_target(node.parent()));
      return true;
    });
    if (touched) return "the loop may change " + quoted(loop.sequence);
    const auto effects = context.facts.effects(body);
    if (effects.calls_unknown) return "the loop calls code that may change " + quoted(loop.sequence);
    claim.at_most(Assurance::tested);
    return {};
  }

  static std::string singular(std::string stem) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kEndings{
        {{"ies", "y"}, {"sses", "ss"}, {"s", ""}}};
    for (const auto& [plural, single] : kEndings) {
      if (stem.size() > plural.size() + 1 && stem.ends_with(plural) && !stem.ends_with("ss"))
        return stem.substr(0, stem.size() - plural.size()) + std::string(single);
    }
    return stem.size() < 2 ? "item" : stem + "_item";
  }

  /// `name = x[i]` as the body's first statement, when the name can be the loop's variable.
  static std::optional<Bound> leading(const RuleContext& context, const Loop& loop, const Uses& uses) {
    const auto body = loop.statement.field("body").items();
    if (body.size() < 2) return std::nullopt;
    const auto first = as_assignment(body[0]);
    if (!first || !first->target.is("identifier") || expression_of(body[0]).field("type")) return std::nullopt;
    if (!(first->value == uses.reads.front())) return std::nullopt;
    const Binding* binding = plain_local(context, first->target);
    if (!binding || held_by_function(*binding, context.definition) || !alone_on_lines(context.module, body[0]))
      return std::nullopt;
    const bool commented = body[0].next_named().is("comment") && body[0].next_named().line() == body[0].last_line();
    if (commented) return std::nullopt;
    for (const Node& store : binding->stores)
      if (store != first->target && inside(store, loop.statement) && uses.reads.size() > 1) return std::nullopt;
    return Bound{body[0], first->target, first->value, Node(), true};
  }

  static void rewrite(const RuleContext& context, const Loop& loop, const Binding& index, const Uses& uses,
                      const Claim& claim, Findings& findings) {
    std::vector<Edit> edits;
    std::string element;
    std::size_t first = 0;
    if (const auto lead = leading(context, loop, uses)) {
      element = lead->target.text();
      edits.push_back(*remove_lines(context.module, lead->statement));
      first = 1;
    } else {
      element = context.facts.fresh_name(context.definition, singular(stem_of(loop.sequence)));
    }
    for (std::size_t i = first; i < uses.reads.size(); ++i) edits.push_back(replace(uses.reads[i], element));
    const bool numbered = !uses.others.empty() || held_by_function(index, context.definition) ||
                          !context.facts.dead_after(index, loop.statement) ||
                          seen_after_exception(context, index, loop.statement) != Seen::never;
    if (numbered && !builtin_free(context, "enumerate"))
      return refuse(findings, loop.statement, "the name enumerate is taken in this file");
    if (numbered && uses.reads.size() < 2)
      return refuse(findings, loop.statement,
                    "the number is used too and the element only once, where enumerate gains nothing");
    const std::string sequence(loop.sequence.text());
    const std::string left = numbered ? std::string(loop.index.text()) + ", " + element : element;
    edits.push_back(replace(loop.index, left));
    edits.push_back(replace(loop.statement.field("right"), numbered ? "enumerate(" + sequence + ")" : sequence));
    findings.candidates.push_back(make_candidate(
        loop.statement, claim, "The loop hands out the elements itself instead of looking each up by its number.",
        std::move(edits)));
  }
};

}  // namespace

std::unique_ptr<Rule> make_range_len_indexing() { return std::make_unique<RangeLen>(); }

}  // namespace velox::rules
