// SPDX-License-Identifier: Apache-2.0
// Problem: for each row of one collection the loop searches the whole other collection for equal keys: O(n*m).
// Idea: in front of the outer loop, put the inner collection into a dict from key to the elements with that key, in
// their order; the inner loop then walks only those. Serves nested for statements (`if a.k == b.k:` as the whole body,
// or `if a.k != b.k: continue` at its start) and comprehensions inside a loop.
// Limits: the equality is the first condition; keys must be hashable by value and must not change in the loop; the
// inner targets must not be read after the inner loop, since they end up with other values.
#include <algorithm>
#include <cctype>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

enum class Shape { if_body, guard, comprehension };

/// An inner iteration that looks for elements with a key.
struct Search {
  Shape shape = Shape::if_body;
  Node inner;  ///< for_statement or comprehension
  Node target, iterable;
  Node condition;  ///< the whole condition that starts with the equality
  Node equality;
  Node condition_owner;  ///< if_statement or if_clause
  Node key_inner, key_outer;
  std::vector<std::string> names;  ///< bound by the target
};

/// The names of a plain target: `b` or `i, b`; empty for anything else.
std::vector<std::string> target_names(Node target) {
  if (target.is("identifier")) return {std::string(target.text())};
  std::vector<std::string> names;
  if (!target.is("pattern_list") && !target.is("tuple_pattern")) return names;
  for (const Node& item : target.items()) {
    if (!item.is("identifier")) return {};
    names.emplace_back(item.text());
  }
  return names;
}

bool mentions_any(Node piece, const std::vector<std::string>& names) {
  return std::ranges::any_of(names, [&](const std::string& name) { return mentions(piece, name); });
}

Node first_conjunct(Node condition) {
  condition = unparen(condition);
  while (condition.is("boolean_operator") && condition.field("operator").is("and")) {
    condition = unparen(condition.field("left"));
  }
  return condition;
}

std::optional<Search> with_keys(Search search, std::string_view op) {
  search.equality = first_conjunct(search.condition);
  const auto test = as_comparison(search.equality);
  if (!test || test->op != op) return std::nullopt;
  search.names = target_names(search.target);
  if (search.names.empty()) return std::nullopt;
  const bool left = mentions_any(test->left, search.names);
  const bool right = mentions_any(test->right, search.names);
  if (left == right) return std::nullopt;
  search.key_inner = left ? test->left : test->right;
  search.key_outer = left ? test->right : test->left;
  return search;
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
    context.nodes.walk([&](Node node) {
      const bool candidate = node.is("for_statement") || is_comprehension(node);
      if (!candidate || context.facts.loop_depth(node) == 0) return true;
      std::optional<Search> search;
      if (node.is("for_statement"))
        search = search_of_for(node);
      else if (is_comprehension(node))
        search = search_of_comprehension(node);
      if (search && !repeating(search->inner, context.definition).empty()) consider(context, *search, findings);
      return true;
    });
  }

 private:
  static void consider(const RuleContext& context, const Search& search, Findings& findings) {
    const auto loops = repeating(search.inner, context.definition);
    Claim claim;
    if (!reiterable(context, search, claim, findings)) return;
    if (!targets_are_free(context, search, findings)) return;
    if (!keys_are_hashable(context, search, claim, findings)) return;
    const auto place = hoist_place(context, search.inner, search.iterable, claim);
    if (!place) return refuse(findings, search.inner, why_not_invariant(search.iterable, loops.front()));
    if (!surely_bound(context, search.iterable, place->anchor))
      return refuse(findings, search.inner,
                    "it is not known that " + quoted(search.iterable) + " is bound in front of the loop");
    if (!keys_are_stable(context, search, *place, claim, findings)) return;
    if (!wanted_stays(context, search, claim, findings)) return;
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

  /// The collection behind `enumerate(x)`, `range(len(x))`, `x.items()`, ...; the expression itself otherwise.
  static Node collection_of(const RuleContext& context, Node iterable) {
    const auto call = as_call(iterable);
    if (!call || !call->plain) return iterable;
    if (call->object && (call->name == "items" || call->name == "values" || call->name == "keys")) return call->object;
    if (call->args.empty() || call->object) return iterable;
    for (const auto name : {"enumerate", "range", "len", "reversed", "sorted"}) {
      if (context.facts.is_builtin(call->function, name)) return collection_of(context, call->args.front());
    }
    return iterable;
  }

  static bool reiterable(const RuleContext& context, const Search& search, Claim& claim, Findings& findings) {
    const auto range = as_call(search.iterable);
    if (range && context.facts.is_builtin(range->function, "range")) return true;
    const Node collection = collection_of(context, search.iterable);
    const auto fact = context.facts.type_of(collection);
    static constexpr std::string_view kReiterable[] = {
        "list", "tuple", "dict", "set", "frozenset", "str", "range", "int", "collections.deque"};
    if (!fact || std::ranges::find(kReiterable, fact->name) == std::end(kReiterable)) {
      refuse(findings, search.inner, "it is not known that " + quoted(collection) + " can be walked more than once");
      return false;
    }
    claim.lean_on(*fact, collection.text());
    return true;
  }

  static bool keys_are_stable(const RuleContext& context, const Search& search, const HoistPlace& place, Claim& claim,
                              Findings& findings) {
    const auto effects = context.facts.effects(search.key_inner);
    const bool path = context.observed != nullptr && !contains_kind(search.key_inner, "call");
    if ((!effects.pure() && !path) || acting_property(context.facts, search.key_inner)) {
      refuse(findings, search.equality, quoted(search.key_inner) + " may do more than give a value");
      return false;
    }
    Node varying;
    source::walk(search.key_inner, [&](Node node) {
      const bool own = std::ranges::find(search.names, node.text()) != search.names.end();
      if (node.is("identifier") && is_name_use(node) && !own && !context.facts.invariant(node, place.region) &&
          !(context.observed != nullptr && seems_unchanged(context.facts, node, place.region)))
        varying = node;
      return true;
    });
    if (varying) {
      refuse(findings, search.equality, why_not_invariant(varying, place.region));
      return false;
    }
    const auto inner_key = unparen(search.key_inner);
    const bool plain = inner_key.is("identifier");
    if (!plain && stored_in(search.key_inner, place.region)) {
      refuse(findings, search.equality,
             "what " + quoted(search.key_inner) + " reads is assigned inside the loop" +
                 on_line(stored_in(search.key_inner, place.region)));
      return false;
    }
    const Node body = is_loop(place.region) ? place.region.field("body") : place.region;
    const bool strangers = context.facts.effects(body).calls_unknown;
    if ((!plain && strangers) || (!plain && effects.may_raise)) {
      if (context.observed == nullptr) {
        refuse(findings, search.equality,
               "it is not known that " + quoted(search.key_inner) +
                   " can be read for every element and stays the same in the loop");
        return false;
      }
      claim.assume(quoted(search.key_inner) + " can be read for every element and does not change inside the loop");
    }
    return true;
  }

  /// What is looked for is evaluated once a round then: before the inner loop, and also when that walks nothing.
  static bool wanted_stays(const RuleContext& context, const Search& search, Claim& claim, Findings& findings) {
    const Node wanted = search.key_outer;
    const auto effects = context.facts.effects(wanted);
    const bool known = effects.pure() && context.facts.invariant(wanted, search.inner);
    const bool path = context.observed != nullptr && !contains_kind(wanted, "call");
    // A comprehension has no statements: only calls in it could change what a path names.
    const bool quiet = search.shape == Shape::comprehension && !has_kind(search.inner, {"named_expression"});
    const bool seems = path && (quiet ? !visibly_changed(context.facts, wanted, search.inner)
                                      : seems_unchanged(context.facts, wanted, search.inner));
    if (!known && !seems) {
      refuse(findings, search.equality,
             quoted(wanted) + " may be another value that changes while the inner loop runs");
      return false;
    }
    const bool raises = effects.may_raise && !unparen(wanted).is("identifier") && !is_constant(wanted);
    if (known && !raises) return true;
    if (context.observed == nullptr) {
      refuse(findings, search.equality, quoted(wanted) + " may raise, and the inner loop may not run at all");
      return false;
    }
    claim.assume(quoted(wanted) + " can be read in each round and does not change while the inner loop runs");
    return true;
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

  /// A store to an attribute or item of the same name as one that `key` reads; null when there is none.
  static Node stored_in(Node key, Node region) {
    std::vector<std::string_view> parts;
    source::walk(key, [&](Node node) {
      if (node.is("attribute")) parts.push_back(node.field("attribute").text());
      if (node.is("subscript")) parts.push_back(node.field("subscript").text());
      return true;
    });
    Node found;
    source::walk(region, [&](Node node) {
      if (!node.is("assignment") && !node.is("augmented_assignment") && !node.is("delete_statement")) return !found;
      const Node target = node.field("left") ? node.field("left") : node;
      source::walk(target, [&](Node part) {
        const auto name = part.is("attribute")   ? part.field("attribute").text()
                          : part.is("subscript") ? part.field("subscript").text()
                                                 : std::string_view();
        if (!name.empty() && std::ranges::find(parts, name) != parts.end()) found = node;
        return true;
      });
      return !found;
    });
    return found;
  }

  static bool keys_are_hashable(const RuleContext& context, const Search& search, Claim& claim, Findings& findings) {
    for (const Node& key : {search.key_inner, search.key_outer}) {
      const auto certainty = hashable(context.facts, key);
      const auto fact = context.facts.type_of(key);
      const bool may_be_nan =
          !is_constant(key) &&
          (!fact || (fact->name != "str" && fact->name != "int" && fact->name != "bytes" && fact->name != "bool"));
      if (certainty && !may_be_nan && *certainty != Certainty::observed) {
        claim.at_most(assurance_of(*certainty));
        continue;
      }
      if (context.observed == nullptr) {
        refuse(findings, search.equality, "it is not known that " + quoted(key) + " is hashable and compares by value");
        return false;
      }
      claim.assume(quoted(key) + " is hashable, compares by value and is never not-a-number");
    }
    return true;
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
    const Node key = unparen(search.key_inner);
    std::string by;
    if (key.is("attribute")) by = key.field("attribute").text();
    if (key.is("subscript")) {
      const auto literal = string_literal(key.field("subscript"));
      if (literal && !literal->value.empty() && std::isalpha(static_cast<unsigned char>(literal->value[0])) != 0 &&
          std::ranges::all_of(literal->value, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; })) {
        by = literal->value;
      }
    }
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
    edits.push_back(
        *insert_before(context.module, place.anchor,
                       {name + " = {}", "for " + target + " in " + std::string(search.iterable.text()) + ":",
                        context.module.style().indent + name + ".setdefault(" +
                            std::string(unparen(search.key_inner).text()) + ", []).append(" + element + ")"}));
    edits.push_back(replace(search.iterable, name + ".get(" + std::string(search.key_outer.text()) + ", ())"));
    return edits;
  }

  /// Takes the equality out of the condition; when nothing else is left, the condition itself goes.
  static bool drop_condition(const RuleContext& context, const Search& search, std::vector<Edit>& edits) {
    const Node condition = unparen(search.condition);
    if (condition.is("boolean_operator")) return drop_first_conjunct(search, edits);
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

  static bool drop_first_conjunct(const Search& search, std::vector<Edit>& edits) {
    Node holder = search.equality.parent();
    if (!holder.is("boolean_operator")) return false;
    const Node rest = holder.field("right");
    if (holder.field("left") != search.equality) return false;
    edits.push_back({{search.equality.span().begin, rest.span().begin}, {}});
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
