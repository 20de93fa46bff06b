// SPDX-License-Identifier: Apache-2.0
#include "velox/rules/single_characters.hpp"

#include <algorithm>

#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

constexpr int kMaxDepth = 5;

class Singles {
 public:
  Singles(const RuleContext& context, Claim& claim) : context_(context), facts_(context.facts), claim_(claim) {}

  bool one(Node value, int depth = 0) {
    value = unparen(value);
    if (depth > kMaxDepth) return false;
    if (const auto literal = string_literal(value)) {
      return !literal->bytes && literal->value.size() == 1 && literal->value != "\\";
    }
    if (value.is("call")) return facts_.is_builtin(value.field("function"), "chr");
    if (value.is("subscript")) {
      const Node index = only_index(value);
      return index && !index.is("slice") && elements(value.field("value"), depth + 1);
    }
    return value.is("identifier") && (always_bound(value, depth) || observed(value));
  }

 private:
  /// What iterating over or indexing `items` gives is one character each.
  bool elements(Node items, int depth) {
    items = unparen(items);
    if (depth > kMaxDepth) return false;
    if (const auto literal = string_literal(items)) return !literal->bytes;
    if (const auto fact = facts_.type_of(items); fact && fact->name == "str") {
      claim_.lean_on(*fact, items.text());
      return true;
    }
    const auto dotted = facts_.resolve(items);
    if (dotted && (dotted->starts_with("string.ascii_") || *dotted == "string.digits" ||
                   *dotted == "string.punctuation" || *dotted == "string.printable"))
      return true;
    if (is_kind(items, {"list", "tuple", "set"}))
      return std::ranges::all_of(items.items(), [&](Node item) { return one(item, depth + 1); });
    if (is_comprehension(items)) return !items.is("dictionary_comprehension") && one(items.field("body"), depth + 1);
    if (const auto call = as_call(items)) return elements_of_call(*call, depth);
    return items.is("identifier") && elements_of_name(items, depth);
  }

  bool elements_of_call(const Call& call, int depth) {
    const auto name = facts_.resolve(call.function);
    if (!name || call.args.empty()) return false;
    if (*name == "map") return facts_.is_builtin(call.args[0], "chr");
    if (call.args.size() != 1) return false;
    return (*name == "list" || *name == "tuple" || *name == "set" || *name == "frozenset" || *name == "sorted" ||
            *name == "reversed") &&
           elements(call.args[0], depth + 1);
  }

  /// A list of characters that is only walked, read, and appended characters to.
  bool elements_of_name(Node name, int depth) {
    const auto* binding = facts_.binding(name);
    if (!binding || binding->written_elsewhere || binding->stores.empty()) return false;
    if (binding->kind == analysis::BindingKind::parameter) return false;
    const bool made = std::ranges::all_of(binding->stores, [&](const Node& store) {
      const auto bound = bound_by(store);
      return bound && (elements(bound->value, depth + 1) || makes_empty_list(context_, bound->value));
    });
    if (!made) return false;
    // Another module could change a module's list.
    if (binding->scope.is("module")) claim_.at_most(Assurance::tested);
    return std::ranges::all_of(binding->loads, [&](const Node& use) {
      if (is_walked_by_for(use) || (use.parent().is("for_in_clause") && use.parent().field("right") == use))
        return true;
      const auto method = method_on(use);
      if (method && method->name == "append") return method->args.size() == 1 && one(method->args[0], depth + 1);
      return only_reads(context_, use);
    });
  }

  bool always_bound(Node name, int depth) {
    const auto* binding = facts_.binding(name);
    if (!binding || binding->written_elsewhere || binding->stores.empty()) return false;
    if (binding->kind == analysis::BindingKind::parameter) return false;
    return std::ranges::all_of(binding->stores, [&](const Node& store) {
      if (const auto bound = bound_by(store)) return one(bound->value, depth + 1);
      const Node loop = store.parent();
      return is_kind(loop, {"for_statement", "for_in_clause"}) && loop.field("left") == store &&
             elements(loop.field("right"), depth + 1);
    });
  }

  /// A parameter that is never bound anew, or a local variable, that was a str of length 1 wherever it was looked at.
  bool observed(Node name) {
    const auto* binding = facts_.binding(name);
    if (context_.observed == nullptr || !binding || binding->scope != context_.definition) return false;
    const bool parameter = binding->kind == analysis::BindingKind::parameter;
    if (parameter && binding->stores.size() != 1) return false;
    const auto& values = parameter ? context_.observed->params : context_.observed->locals;
    const auto seen = values.find(std::string(name.text()));
    if (seen == values.end()) return false;
    const auto& value = seen->second;
    const bool single = value.types.size() == 1 && value.types.contains("str") && !value.sizes.empty() &&
                        std::ranges::all_of(value.sizes, [](auto size) { return size == 1; });
    if (single) claim_.assume(quoted(name) + " is always a single character");
    return single;
  }

  const RuleContext& context_;
  const Facts& facts_;
  Claim& claim_;
};

}  // namespace

bool claim_single_character(const RuleContext& context, Node value, Claim& claim) {
  return Singles(context, claim).one(value);
}

}  // namespace velox::rules
