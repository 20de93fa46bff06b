// SPDX-License-Identifier: Apache-2.0
// Problem: a function that calls itself more than once per call computes the same sub-results exponentially often.
// Idea: when it is pure and its arguments are hashable, `@functools.lru_cache` computes each once; with typed=True, so
// that 1, 1.0 and True are different keys. Inside tuples they are not, nor is 0.0 from -0.0: that is assumed or refused.
// Limits: results must be immutable (the cache hands out the same object), methods are left alone (the cache would keep
// their objects alive). Where only the types that operators work on are unknown, an observed function is taken to be
// pure, as an assumption. The cache lives as long as the function; candidates are judged on whole sequences of calls.
#include <algorithm>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/computing.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/module_code.hpp"
#include "velox/rules/rewrite.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

bool is_immutable_type(std::string_view name) { return is_scalar_type(name) || name == "frozenset" || name == "range"; }

class Memoise final : public Rule {
 public:
  std::string_view id() const override { return "memoise-pure-recursion"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    const Node definition = context.definition;
    const auto calls = self_calls(context);
    if (calls.empty() || !branches(calls)) return;
    if (const auto reason = unfit(context); !reason.empty()) return refuse(findings, definition, reason);
    Claim claim;
    claim.at_most(Assurance::tested);
    if (!arguments_fit(context, claim, findings)) return;
    if (!computes(context, claim, findings)) return;
    if (!results_fit(context, claim, findings)) return;
    assume_fixed_globals(context, claim);
    claim.assume("calls of " + quoted(definition.field("name")) +
                 " nest less than half as deep as the recursion limit allows");
    add_decorator(context, claim, findings);
  }

 private:
  static std::vector<Node> self_calls(const RuleContext& context) {
    std::vector<Node> calls;
    const auto name = context.definition.field("name").text();
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      if (!node.is("call") || !node.field("function").is("identifier")) return true;
      if (node.field("function").text() == name) calls.push_back(node);
      return true;
    });
    return calls;
  }

  /// Two recursive calls can run in one call of the function: two on one path, or one in a loop.
  static bool branches(const std::vector<Node>& calls) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      for (Node at = calls[i].parent(); at && !at.is("function_definition"); at = at.parent()) {
        if (is_loop(at) || is_comprehension(at)) return true;
      }
      for (std::size_t j = i + 1; j < calls.size(); ++j) {
        if (!exclude_each_other(calls[i], calls[j])) return true;
      }
    }
    return false;
  }

  /// Whether at most one of two calls can run: both in return statements of their own, or in different arms of one
  /// `if`.
  static bool exclude_each_other(Node a, Node b) {
    const Node first = statement_of(a);
    const Node second = statement_of(b);
    if (first == second) return arms_differ(a, b, "conditional_expression");
    return first.is("return_statement") || arms_differ(a, b, "if_statement");
  }

  static bool arms_differ(Node a, Node b, std::string_view kind) {
    for (Node at = a.parent(); at; at = at.parent()) {
      if (!at.is(kind) || !inside(b, at)) continue;
      for (const Node& arm : at.items()) {
        if (inside(a, arm) && inside(b, arm)) return false;
      }
      const auto parts = at.items();
      const Node test = kind == "if_statement" ? at.field("condition") : parts.size() == 3 ? parts[1] : Node();
      return !inside(a, test) && !inside(b, test);
    }
    return false;
  }

  static std::string unfit(const RuleContext& context) {
    const Node definition = context.definition;
    if (context.unit.kind == model::UnitKind::method) return "it is a method; a cache would keep its objects alive";
    if (context.unit.kind != model::UnitKind::function && context.unit.kind != model::UnitKind::nested) {
      return std::string("it is a ") + model::to_string(context.unit.kind) + ", whose result can be used once only";
    }
    if (definition.parent().is("decorated_definition")) return "it has a decorator already";
    for (const Node& parameter : definition.field("parameters").items()) {
      const auto text = parameter.text();
      if (text.starts_with("*") && text != "*") return "it takes " + quoted(parameter);
      if (parameter.is("typed_parameter") && !parameter.items().front().is("identifier")) {
        return "it takes " + quoted(parameter);
      }
    }
    return {};
  }

  /// Known to be pure; or observed, and nothing but the types of the operands is unknown.
  static bool computes(const RuleContext& context, Claim& claim, Findings& findings) {
    if (context.facts.pure_function(context.definition)) return true;
    const auto computing = visibly_computes(context, context.definition);
    if (!computing.why_not.empty() || context.observed == nullptr) {
      refuse(
          findings, context.definition,
          "the function is not known to be pure: " +
              (computing.why_not.empty() ? "the types that its operators work on are not known" : computing.why_not));
      return false;
    }
    const std::string own = quoted(context.definition.field("name"));
    claim.assume("operators in " + own + " work on builtin numbers and strings, and change nothing");
    if (computing.helpers.empty()) return true;
    std::string names;
    for (std::size_t i = 0; i < computing.helpers.size(); ++i) {
      names += i == 0 ? "" : i + 1 == computing.helpers.size() ? " and " : ", ";
      names += "`" + computing.helpers[i] + "`";
    }
    claim.assume(names + (computing.helpers.size() == 1 ? " only computes" : " only compute"));
    return true;
  }

  /// Other modules can store to a global of this one, which no look at this module shows.
  static void assume_fixed_globals(const RuleContext& context, Claim& claim) {
    std::vector<Node> entered;
    std::vector<std::string_view> globals;
    gather_globals(context, context.definition, entered, globals);
    for (const auto name : globals) claim.assume("`" + std::string(name) + "` is not set from outside the module");
  }

  /// The module's variables that calling a function reads, through the module's functions that it names.
  static void gather_globals(const RuleContext& context, Node definition, std::vector<Node>& entered,
                             std::vector<std::string_view>& globals) {
    if (std::ranges::find(entered, definition) != entered.end()) return;
    entered.push_back(definition);
    source::walk(definition.field("body"), [&](Node node) {
      if (!node.is("identifier") || !is_name_use(node)) return true;
      const auto* binding = context.facts.binding(node);
      if (!binding || !binding->scope.is("module") || binding->stores.empty()) return true;
      if (std::ranges::all_of(binding->stores, is_imported)) return true;
      if (std::ranges::all_of(binding->stores, is_defined)) {
        for (const Node& store : binding->stores) gather_globals(context, store.parent(), entered, globals);
      } else if (std::ranges::find(globals, node.text()) == globals.end()) {
        globals.push_back(node.text());
      }
      return true;
    });
  }

  static bool is_defined(Node store) {
    return store.parent().is("function_definition") || store.parent().is("class_definition");
  }

  static bool is_imported(Node store) {
    for (Node at = store.parent(); at; at = at.parent())
      if (at.is("import_statement") || at.is("import_from_statement")) return true;
    return false;
  }

  static const model::ObservedValue* seen_of(const RuleContext& context, std::string_view name) {
    if (context.observed == nullptr) return nullptr;
    const auto seen = context.observed->params.find(std::string(name));
    return seen == context.observed->params.end() ? nullptr : &seen->second;
  }

  /// "int or float" when every value seen of a parameter was a scalar or a tuple; empty otherwise.
  static std::string observed_types(const model::ObservedValue* seen) {
    std::string types;
    if (seen == nullptr) return types;
    for (const auto& [type, count] : seen->types) {
      if (!is_scalar_type(type) && type != "tuple") return {};
      types += (types.empty() ? "" : " or ") + type;
    }
    return types;
  }

  /// The one kind of scalar that a tuple's elements are known to be; empty otherwise. A typed cache looks at the type of the
  /// tuple only: (1, 2), (True, 2) and (1.0, 2) are one key.
  static std::string element_kind(const std::optional<TypeFact>& fact, const model::ObservedValue* seen) {
    std::string kind = fact ? fact->element : std::string();
    if (seen != nullptr && seen->types.contains("tuple")) {
      if (seen->elements.size() != 1) return {};
      kind = seen->elements.begin()->first;
    }
    return kind == "int" || kind == "str" || kind == "bytes" ? kind : std::string();
  }

  static Node name_of_parameter(Node parameter) {
    if (parameter.is("identifier")) return parameter;
    if (parameter.is("typed_parameter")) return parameter.items().front();
    return parameter.field("name");
  }

  static bool arguments_fit(const RuleContext& context, Claim& claim, Findings& findings) {
    return std::ranges::all_of(context.definition.field("parameters").items(), [&](const Node& parameter) {
      const Node name = name_of_parameter(parameter);
      return !name || (types_fit(context, name, claim, findings) && keys_tell_apart(context, name, claim, findings));
    });
  }

  static bool types_fit(const RuleContext& context, Node name, Claim& claim, Findings& findings) {
    const auto fact = context.facts.type_of(name);
    if (fact && (is_scalar_type(fact->name) || fact->name == "tuple")) {
      if (fact->certainty == Certainty::observed) claim.lean_on(*fact, name.text());
      return true;
    }
    if (const auto types = observed_types(seen_of(context, name.text())); !types.empty() && !fact) {
      claim.assume(quoted(name) + " is always " + types);
      return true;
    }
    refuse(findings, name,
           quoted(name) + (fact ? " is a " + fact->name + ", which cannot be the key of a cache"
                                : " is not known to be hashable"));
    return false;
  }

  /// Arguments that are equal must be alike: the cache takes the one for the other.
  static bool keys_tell_apart(const RuleContext& context, Node name, Claim& claim, Findings& findings) {
    const auto fact = context.facts.type_of(name);
    const auto* seen = seen_of(context, name.text());
    const auto may_be = [&](std::string_view type) {
      return (fact && fact->name == type) || (seen != nullptr && seen->types.contains(std::string(type)));
    };
    if (may_be("tuple")) {
      const auto kind = element_kind(fact, seen);
      if (kind.empty()) {
        refuse(findings, name,
               "the elements of " + quoted(name) +
                   " are not known to be of one kind: to a cache, (1, 2), (True, 2) and (1.0, 2) are the same");
        return false;
      }
      claim.assume("every element of " + quoted(name) + " is always " +
                   (kind == "int" ? "an int, never a bool" : kind));
    }
    if (!may_be("float") && !may_be("complex")) return true;
    if (const Node teller = tells_sign_of_zero(context)) {
      refuse(findings, teller,
             quoted(teller) + on_line(teller) + " may tell -0.0 from 0.0, which are the same to a cache");
      return false;
    }
    claim.assume(quoted(name) + " is never -0.0");
    return true;
  }

  /// Code that gives other results for -0.0 than for 0.0, in the function or in those that it calls; messages of
  /// exceptions aside.
  static Node tells_sign_of_zero(const RuleContext& context) {
    auto functions = functions_named_in(context.facts, context.definition.field("body"));
    functions.push_back(context.definition);
    Node found;
    for (const Node& function : functions) {
      source::walk(function.field("body"), [&](Node node) {
        if (found || node.is("raise_statement")) return false;
        if (node.is("interpolation")) found = node;
        const auto call = node.is("call") ? as_call(node) : std::nullopt;
        const auto name = call ? context.facts.resolve(call->function) : std::nullopt;
        for (const auto teller : {"math.atan2", "math.copysign", "repr", "str", "format"})
          if (name && *name == teller) found = node;
        if (call && call->object && (call->name == "hex" || call->name == "format")) found = node;
        const bool formats =
            node.is("binary_operator") && node.field("operator").is("%") && node.field("left").is("string");
        if (formats) found = node;
        return !found;
      });
    }
    return found;
  }

  static bool results_fit(const RuleContext& context, Claim& claim, Findings& findings) {
    const Node declared = context.definition.field("return_type");
    if (declared && is_immutable_type(declared.text())) return true;
    if (context.observed != nullptr && !context.observed->returns.types.empty()) {
      std::string types;
      for (const auto& [type, count] : context.observed->returns.types) {
        const bool flat_tuple = type == "tuple" && !context.observed->returns.elements.empty() &&
                                std::ranges::all_of(context.observed->returns.elements,
                                                    [](const auto& one) { return is_scalar_type(one.first); });
        if (!is_immutable_type(type) && !flat_tuple) {
          refuse(findings, context.definition, "it returns a " + type + ", which a caller could change in the cache");
          return false;
        }
        types += (types.empty() ? "" : " or ") + type;
      }
      claim.assume("it always returns " + types + ", which nobody can change");
      return true;
    }
    return results_are_immutable(context, findings);
  }

  static bool results_are_immutable(const RuleContext& context, Findings& findings) {
    bool fit = true;
    context.nodes.walk([&](Node node) {
      if (!node.is("return_statement") || !fit) return fit;
      const auto items = node.items();
      if (!items.empty() && !immutable(context, items.front())) {
        refuse(findings, node, "it is not known that " + quoted(items.front()) + " is immutable");
        fit = false;
      }
      return fit;
    });
    return fit;
  }

  /// Immutable when every part is: scalars, the function's own results, operators and min/max over them.
  static bool immutable(const RuleContext& context, Node value) {
    value = unparen(value);
    if (is_constant(value)) return true;
    const auto all = [&](const std::vector<Node>& parts) {
      return std::ranges::all_of(parts, [&](Node part) { return immutable(context, part); });
    };
    if (value.is("binary_operator") || value.is("boolean_operator")) {
      return immutable(context, value.field("left")) && immutable(context, value.field("right"));
    }
    if (value.is("comparison_operator") || value.is("not_operator")) return true;
    if (value.is("conditional_expression") || value.is("tuple") || value.is("expression_list"))
      return all(value.items());
    if (const auto call = as_call(value); call && !call->object) {
      if (call->name == context.definition.field("name").text()) return true;
      const bool pick =
          context.facts.is_builtin(call->function, "min") || context.facts.is_builtin(call->function, "max");
      if (pick && call->plain && call->args.size() > 1 && call->keywords.empty()) return all(call->args);
    }
    const auto fact = context.facts.type_of(value);
    return fact && is_immutable_type(fact->name) && fact->certainty != Certainty::observed;
  }

  static void add_decorator(const RuleContext& context, const Claim& claim, Findings& findings) {
    const auto cache = ensure_import(context.module, context.facts, context.definition, "import functools");
    if (!cache) return refuse(findings, context.definition, "`functools` cannot be imported under a free name");
    const auto line = insert_before_definition(context, "@" + cache->local + ".lru_cache(maxsize=None, typed=True)");
    if (!line) return refuse(findings, context.definition, "the definition does not start its line");
    std::vector<Edit> edits;
    if (cache->edit) edits.push_back(*cache->edit);
    edits.push_back(*line);
    auto candidate = make_candidate(context.definition, claim,
                                    "The same sub-results are computed again and again; a cache computes each once. It "
                                    "keeps one entry for each combination of arguments as long as the program runs.",
                                    std::move(edits));
    candidate.judging = model::Judging::sequence;
    findings.candidates.push_back(std::move(candidate));
  }

  /// Directly above `def`, below comments that lead it.
  static std::optional<Edit> insert_before_definition(const RuleContext& context, const std::string& text) {
    if (!owns_line(context.module, context.definition)) return std::nullopt;
    const auto begin = context.definition.span().begin;
    const std::string indent(context.module.indent_of(context.definition));
    return Edit{{begin, begin}, text + context.module.style().newline + indent};
  }
};

}  // namespace

std::unique_ptr<Rule> make_memoise_pure_recursion() { return std::make_unique<Memoise>(); }

}  // namespace velox::rules
