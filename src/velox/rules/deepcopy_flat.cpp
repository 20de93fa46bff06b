// SPDX-License-Identifier: Apache-2.0
// Problem: copy.deepcopy walks its argument in Python code, keeps a memo and asks each element how to copy it.
// Idea: a container of immutable scalars needs one shallow copy, an immutable value none, a fresh display none; a list
// of flat lists needs one shallow copy for each row.
// Limits: the contents must be known from the code, a hint, or observation; a subclass has a copy of its own, so the
// exact type counts; deepcopy keeps two references to one row as one row, the rewrite does not, which is listed.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/hoisting.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// "dict[str, int]" -> {"dict", {"str", "int"}}; capitalised typing names are lowered, quotes and prefixes dropped.
struct Hint {
  std::string name;
  std::vector<std::string> parts;
};

Hint parse_hint(std::string_view text) {
  std::string clean;
  for (const char c : text) {
    if (c != ' ' && c != '"' && c != '\'' && c != '\n') clean += c;
  }
  if (clean.starts_with("typing.")) clean.erase(0, 7);
  Hint hint;
  const auto open = clean.find('[');
  hint.name = clean.substr(0, open);
  if (!hint.name.empty() && (hint.name == "List" || hint.name == "Dict" || hint.name == "Set")) hint.name[0] |= 0x20;
  if (open == std::string::npos || clean.back() != ']') return hint;
  int depth = 0;
  std::string part;
  for (const char c : clean.substr(open + 1, clean.size() - open - 2)) {
    depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    if (c == ',' && depth == 0) {
      hint.parts.push_back(part);
      part.clear();
    } else {
      part += c;
    }
  }
  hint.parts.push_back(part);
  return hint;
}

/// The hint of the parameter that an identifier is, when it is never rebound.
std::optional<Hint> hint_of(const RuleContext& context, Node name) {
  const Binding* binding = name.is("identifier") ? context.facts.binding(name) : nullptr;
  if (binding == nullptr || binding->kind != analysis::BindingKind::parameter || binding->stores.size() > 1)
    return std::nullopt;
  for (const Node& parameter : context.definition.field("parameters").items()) {
    const bool this_one = mentions(parameter, binding->name);
    if (this_one && parameter.field("type")) return parse_hint(parameter.field("type").text());
  }
  return std::nullopt;
}

bool is_flat_display(Node display) {
  display = unparen(display);
  if (display.is("dictionary")) {
    return std::ranges::all_of(display.items(), [](Node pair) {
      return pair.is("pair") && is_constant(pair.field("key")) && is_constant(pair.field("value"));
    });
  }
  if (!display.is("list") && !display.is("set")) return false;
  return std::ranges::all_of(display.items(), is_constant);
}

bool is_copied_display(Node display) {
  display = unparen(display);
  return display.is("dictionary") || display.is("list") || display.is("set");
}

bool postfix_able(Node node) {
  return node.is("identifier") || node.is("attribute") || node.is("call") || node.is("subscript") || node.is("list") ||
         node.is("dictionary") || node.is("set") || node.is("parenthesized_expression");
}

class DeepcopyFlat final : public Rule {
 public:
  std::string_view id() const override { return "deepcopy-flat"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      const auto call = as_call(node);
      if (!call || context.facts.resolve(call->function) != "copy.deepcopy") return true;
      if (call->plain && call->args.size() == 1 && call->keywords.empty())
        consider(context, *call, findings);
      else
        refuse(findings, node, "it is called with a memo");
      return true;
    });
  }

 private:
  static void consider(const RuleContext& context, const Call& call, Findings& findings) {
    const Node value = unparen(call.args.front());
    const std::string text(value.text());
    if (is_flat_display(value) || is_constant(value)) return emit(call, Claim(), text, findings);
    if (is_copied_display(value)) return refuse(findings, call.node, "the display holds more than constants");
    Claim claim;
    if (constant_binding(context, value, claim)) return emit(call, claim, copied(value), findings);
    const auto fact = context.facts.type_of(value);
    if (!fact) return refuse(findings, call.node, "it is not known what " + quoted(value) + " holds");
    claim.lean_on(*fact, text);
    const bool scalar = is_scalar_type(fact->name);
    if (scalar || (fact->name == "tuple" && fact->hashable_elements)) return emit(call, claim, text, findings);
    if ((fact->name == "list" || fact->name == "set") && (fact->hashable_elements || is_scalar_type(fact->element))) {
      return emit(call, claim, copied(value), findings);
    }
    const auto hint = hint_of(context, value);
    if (fact->name == "dict" && hint && hint->name == "dict" && hint->parts.size() == 2 &&
        is_scalar_type(hint->parts[0]) && is_scalar_type(hint->parts[1])) {
      claim.at_most(Assurance::tested);
      return emit(call, claim, copied(value), findings);
    }
    if (fact->name == "list" && holds_flat_lists(context, value, hint))
      return copy_rows(context, call, value, claim, findings);
    refuse(findings, call.node, "it is not known that " + quoted(value) + " holds only immutable values");
  }

  static std::string copied(Node value) {
    const std::string text(value.text());
    return (postfix_able(value) ? text : "(" + text + ")") + ".copy()";
  }

  /// A name bound once, to a flat display, that nothing changes.
  static bool constant_binding(const RuleContext& context, Node value, Claim& claim) {
    const Binding* binding = value.is("identifier") ? context.facts.binding(value) : nullptr;
    if (binding == nullptr || binding->stores.size() != 1 || binding->written_elsewhere) return false;
    const auto made = as_assignment(statement_of(binding->stores.front()));
    if (!made || made->target != binding->stores.front() || !is_flat_display(made->value)) return false;
    if (!std::ranges::all_of(binding->loads, [&](Node load) { return only_looks(context.facts, load); })) return false;
    if (binding->kind == analysis::BindingKind::local) return !binding->captured;
    claim.at_most(Assurance::tested);
    return true;
  }

  static bool holds_flat_lists(const RuleContext& context, Node value, const std::optional<Hint>& hint) {
    if (context.observed == nullptr) return false;
    if (hint && hint->name == "list" && hint->parts.size() == 1) {
      const auto row = parse_hint(hint->parts[0]);
      if (row.name == "list" && row.parts.size() == 1 && is_scalar_type(row.parts[0])) return true;
    }
    if (!value.is("identifier")) return false;
    const auto seen = context.observed->params.find(std::string(value.text()));
    if (seen == context.observed->params.end()) return false;
    const auto& [name, values] = *seen;
    const bool lists = values.elements.size() == 1 && values.elements.contains("list");
    return lists && !values.element_of_elements.empty() &&
           std::ranges::all_of(values.element_of_elements, [](const auto& one) { return is_scalar_type(one.first); });
  }

  static void copy_rows(const RuleContext& context, const Call& call, Node value, Claim& claim, Findings& findings) {
    claim.assume("every element of " + quoted(value) + " is a list of immutable values");
    claim.assume("no list stands twice in " + quoted(value));
    const auto row = context.facts.fresh_name(context.definition.field("body"), "row");
    emit(call, claim, "[" + row + ".copy() for " + row + " in " + std::string(value.text()) + "]", findings);
  }

  static void emit(const Call& call, const Claim& claim, const std::string& text, Findings& findings) {
    findings.candidates.push_back(make_candidate(call.node, claim,
                                                 "deepcopy visits every element in Python code and keeps a memo; what "
                                                 "is copied here needs no more than a shallow copy.",
                                                 {replace(call.node, text)}));
  }
};

}  // namespace

std::unique_ptr<Rule> make_deepcopy_flat() { return std::make_unique<DeepcopyFlat>(); }

}  // namespace velox::rules
