// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/key_search.hpp"

#include <algorithm>
#include <cctype>

#include "velox/rules/module_code.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

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

/// A store to an attribute or item of the same name as one that `key` reads; null when there is none.
Node stored_in(Node key, Node region) {
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

/// Binds a name, or lets others run.
bool does_more(Node piece) { return has_kind(piece, {"named_expression", "await", "yield"}); }

}  // namespace

bool find_keys(KeySearch& search, Node equality, std::string_view op) {
  const auto test = as_comparison(equality);
  if (!test || test->op != op) return false;
  search.equality = equality;
  search.names = target_names(search.target);
  if (search.names.empty()) return false;
  const bool left = mentions_any(test->left, search.names);
  const bool right = mentions_any(test->right, search.names);
  if (left == right) return false;
  search.key_inner = left ? test->left : test->right;
  search.key_outer = left ? test->right : test->left;
  return true;
}

Node collection_of(const RuleContext& context, Node iterable) {
  const auto call = as_call(iterable);
  if (!call || !call->plain) return iterable;
  if (call->object && (call->name == "items" || call->name == "values" || call->name == "keys")) return call->object;
  if (call->args.empty() || call->object) return iterable;
  for (const auto name : {"enumerate", "range", "len", "reversed", "sorted"}) {
    if (context.facts.is_builtin(call->function, name)) return collection_of(context, call->args.front());
  }
  return iterable;
}

std::string key_word(Node key) {
  key = unparen(key);
  if (key.is("attribute")) return std::string(key.field("attribute").text());
  const auto literal = key.is("subscript") ? string_literal(key.field("subscript")) : std::nullopt;
  const bool word =
      literal && !literal->value.empty() && std::isalpha(static_cast<unsigned char>(literal->value[0])) != 0 &&
      std::ranges::all_of(literal->value, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
  return word ? literal->value : std::string();
}

bool claim_reiterable(const RuleContext& context, const KeySearch& search, Claim& claim, Findings& findings) {
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

bool claim_stable(const RuleContext& context, const KeySearch& search, Node piece, const HoistPlace& place,
                  Claim& claim, Findings& findings) {
  const auto effects = context.facts.effects(piece);
  const bool path = context.observed != nullptr && !contains_kind(piece, "call");
  if ((!effects.pure() && !path) || acting_property(context.facts, piece) || does_more(piece)) {
    refuse(findings, search.equality, quoted(piece) + " may do more than give a value");
    return false;
  }
  Node varying;
  source::walk(piece, [&](Node node) {
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
  const bool plain = unparen(piece).is("identifier");
  if (!plain && stored_in(piece, place.region)) {
    refuse(findings, search.equality,
           "what " + quoted(piece) + " reads is assigned inside the loop" + on_line(stored_in(piece, place.region)));
    return false;
  }
  const Node body = is_loop(place.region) ? place.region.field("body") : place.region;
  const bool strangers = context.facts.effects(body).calls_unknown;
  if ((!plain && strangers) || (!plain && effects.may_raise)) {
    if (context.observed == nullptr) {
      refuse(findings, search.equality,
             "it is not known that " + quoted(piece) + " can be read for every element and stays the same in the loop");
      return false;
    }
    claim.assume(quoted(piece) + " can be read for every element and does not change inside the loop");
  }
  return true;
}

bool claim_wanted_stays(const RuleContext& context, const KeySearch& search, Claim& claim, Findings& findings) {
  const Node wanted = search.key_outer;
  const auto effects = context.facts.effects(wanted);
  const bool known = effects.pure() && context.facts.invariant(wanted, search.inner);
  const bool path = context.observed != nullptr && !contains_kind(wanted, "call");
  // A comprehension has no statements: only calls in it could change what a path names.
  const bool quiet = is_comprehension(search.inner) && !has_kind(search.inner, {"named_expression"});
  const bool seems = path && (quiet ? !visibly_changed(context.facts, wanted, search.inner)
                                    : seems_unchanged(context.facts, wanted, search.inner));
  if ((!known && !seems) || does_more(wanted)) {
    refuse(findings, search.equality, quoted(wanted) + " may be another value that changes while the inner loop runs");
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

bool claim_hashable_keys(const RuleContext& context, const KeySearch& search, Claim& claim, Findings& findings) {
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

}  // namespace velox::rules
