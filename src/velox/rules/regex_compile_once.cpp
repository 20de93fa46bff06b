// SPDX-License-Identifier: Apache-2.0
// Problem: `re.match("...", s)` looks the pattern up in re's cache on each call, and builds a key for it.
// Idea: a module constant holds the compiled pattern. Where the pattern is plain text and the subject is known to be a
// string, a string method does the work without a regular expression at all. A pattern that is compiled already and still
// handed to a function of re is asked itself.
// Limits: patterns are literals, flags are spelled-out constants of re; a pattern that does not compile would now fail
// at import, so only calls of patterns that are compiled already are claimed as proven, and only of those that no other module can
// bind anew.
#include <algorithm>
#include <cctype>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/rewrite.hpp"
#include "velox/rules/visit_kinds.hpp"

namespace velox::rules {
namespace {

/// A call of a function of re with a literal pattern.
struct ReCall {
  Call call;
  std::string function;  ///< "match", "sub", "compile", ...
  Node pattern;
  Node flags;           ///< null when absent
  Node flags_argument;  ///< the argument to drop: the value, or the keyword_argument around it
};

std::size_t flags_position(std::string_view function) {
  if (function == "compile") return 1;
  if (function == "split") return 3;
  if (function == "sub" || function == "subn") return 4;
  return 2;
}

bool is_known(std::string_view function) {
  for (const auto name : {"match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split", "compile"}) {
    if (function == name) return true;
  }
  return false;
}

bool is_literal_pattern(Node node) {
  node = unparen(node);
  return (node.is("string") || node.is("concatenated_string")) && !contains_kind(node, "interpolation");
}

/// `re.I`, `re.I | re.M`: constants of re, whatever re is called here.
bool are_flags(const Facts& facts, Node node) {
  node = unparen(node);
  if (node.is("binary_operator")) {
    return node.field("operator").is("|") && are_flags(facts, node.field("left")) &&
           are_flags(facts, node.field("right"));
  }
  const auto name = facts.resolve(node);
  if (!name || !name->starts_with("re.")) return false;
  return std::ranges::all_of(name->substr(3), [](unsigned char c) { return std::isupper(c) != 0; });
}

std::optional<ReCall> as_re_call(const Facts& facts, Node node) {
  const auto call = as_call(node);
  if (!call || !call->plain || call->args.empty()) return std::nullopt;
  const auto name = facts.resolve(call->function);
  if (!name || !name->starts_with("re.") || !is_known(name->substr(3))) return std::nullopt;
  ReCall found{*call, name->substr(3), call->args.front(), {}, {}};
  if (!is_literal_pattern(found.pattern)) return std::nullopt;
  const auto at = flags_position(found.function);
  if (call->args.size() > at) found.flags = found.flags_argument = call->args[at];
  if (const Node flags = keyword(*call, "flags")) {
    found.flags = flags;
    found.flags_argument = flags.parent();
  }
  if (found.flags && !are_flags(facts, found.flags)) return std::nullopt;
  if (found.function != "compile" && call->args.size() < 2) return std::nullopt;
  return found;
}

/// The text that a pattern stands for when it has no special characters; nullopt otherwise.
struct Plain {
  std::string source;  ///< as it is spelled in the file, without "^"
  bool anchored = false;
};

std::optional<Plain> plain_text(Node pattern) {
  const auto literal = string_literal(pattern);
  if (!literal || literal->bytes) return std::nullopt;
  const bool anchored = literal->value.starts_with("^");
  const auto value = literal->value.substr(anchored ? 1 : 0);
  if (value.empty() || value.find_first_of(".^$*+?{}[]\\|()\n") != std::string::npos) return std::nullopt;
  std::string source(unparen(pattern).text());
  if (anchored) source.erase(source.find('^'), 1);
  return Plain{source, anchored};
}

/// How the result is used: as a truth value, compared with None, or otherwise.
enum class Truth { none, yes, is_none, is_not_none };
struct Context {
  Truth truth = Truth::none;
  Node whole;  ///< what is replaced: the call or the comparison with None
};

bool tests_truth(Node node) {
  for (Node at = node, up = node.parent(); up; at = up, up = up.parent()) {
    if (up.is("parenthesized_expression") || up.is("boolean_operator")) continue;
    if (up.is("not_operator") || up.is("assert_statement") || up.is("if_clause")) return true;
    if (up.is("if_statement") || up.is("elif_clause") || up.is("while_statement")) return up.field("condition") == at;
    if (up.is("conditional_expression")) {
      const auto parts = up.items();
      return parts.size() == 3 && parts[1] == at;
    }
    return false;
  }
  return false;
}

Context context_of(Node call) {
  const auto test = as_comparison(call.parent());
  if (test && call.parent().is("comparison_operator") && test->left == call && test->right.is("none")) {
    if (test->op == "is") return {Truth::is_none, call.parent()};
    if (test->op == "is not") return {Truth::is_not_none, call.parent()};
  }
  return {tests_truth(call) ? Truth::yes : Truth::none, call};
}

/// Calls of functions of re with one pattern that is compiled already.
struct Direct {
  const Binding* pattern = nullptr;
  std::vector<Call> calls;
};

/// The name is bound once, to what `re.compile` gives.
bool is_compiled(const Facts& facts, const Binding& binding) {
  if (binding.stores.size() != 1 || binding.written_elsewhere) return false;
  const auto bound = bound_by(binding.stores[0]);
  const auto call = bound ? as_call(unparen(bound->value)) : std::nullopt;
  return call && facts.resolve(call->function) == "re.compile";
}

class Regex final : public Rule {
 public:
  std::string_view id() const override { return "regex-compile-once"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<ReCall> calls;
    std::vector<Direct> direct;
    visit_kinds(context.nodes, {"call"}, [&](Node node) {
      if (const auto call = as_re_call(context.facts, node))
        calls.push_back(*call);
      else if (const auto other = as_call(node); other && !compiled_pattern(context, *other, direct, findings))
        explain(context, *other, findings);
      return true;
    });
    for (const auto& group : direct) ask_pattern(context.facts, group, findings);
    for (const auto& call : calls) as_string_method(context, call, findings);
    std::vector<bool> grouped(calls.size(), false);
    for (std::size_t i = 0; i < calls.size(); ++i) {
      if (grouped[i]) continue;
      std::vector<ReCall> group;
      for (std::size_t j = i; j < calls.size(); ++j) {
        if (!same_code(calls[i].pattern, calls[j].pattern) || !same_flags(calls[i], calls[j])) continue;
        grouped[j] = true;
        group.push_back(calls[j]);
      }
      compile_once(context, group, findings);
    }
  }

 private:
  /// Whether the call hands a compiled pattern to re; adds it to its group, or refuses it.
  static bool compiled_pattern(const RuleContext& context, const Call& call, std::vector<Direct>& direct,
                               Findings& findings) {
    const auto name = context.facts.resolve(call.function);
    if (!name || !name->starts_with("re.") || !is_known(name->substr(3)) || *name == "re.compile") return false;
    if (!call.plain || call.args.empty() || !call.args[0].is("identifier")) return false;
    const auto* binding = context.facts.binding(call.args[0]);
    if (!binding || !is_compiled(context.facts, *binding)) return false;
    if (call.args.size() > flags_position(name->substr(3)) || keyword(call, "flags")) {
      refuse(findings, call.node, "flags are given, which a compiled pattern does not take");
      return true;
    }
    if (call.args.size() + call.keywords.size() < 2) return false;
    auto group = std::ranges::find(direct, binding, &Direct::pattern);
    if (group == direct.end()) group = direct.insert(direct.end(), Direct{binding, {}});
    group->calls.push_back(call);
    return true;
  }

  /// `re.match(WORD, text)` -> `WORD.match(text)`: what re does after it has found that the pattern is compiled.
  static void ask_pattern(const Facts& facts, const Direct& group, Findings& findings) {
    std::vector<Edit> edits;
    for (const auto& call : group.calls) {
      const Node pattern = call.args[0];
      edits.push_back({{call.node.span().begin, pattern.next_named().span().begin},
                       std::string(pattern.text()) + facts.resolve(call.function)->substr(2) + "("});
    }
    const Call& first = group.calls.front();
    Claim claim;
    if (group.pattern->kind != analysis::BindingKind::local) claim.at_most(Assurance::tested);
    auto candidate = make_candidate(first.node, claim,
                                    quoted(first.args[0]) + " is compiled already; each call saves the way through re.",
                                    std::move(edits));
    candidate.expected_factor = 5;
    findings.candidates.push_back(std::move(candidate));
  }

  static void explain(const RuleContext& context, const Call& call, Findings& findings) {
    const auto name = context.facts.resolve(call.function);
    if (!name || !name->starts_with("re.") || !is_known(name->substr(3)) || call.args.empty()) return;
    refuse(findings, call.node,
           is_literal_pattern(call.args.front()) ? "the flags of " + quoted(call.node) + " are not constants"
                                                 : quoted(call.args.front()) + " is not a literal pattern");
  }

  static bool same_flags(const ReCall& a, const ReCall& b) {
    return (!a.flags && !b.flags) || (a.flags && b.flags && same_code(a.flags, b.flags));
  }

  static std::string constant_name(const RuleContext& context) {
    std::string name = "_";
    for (const char c : context.definition.field("name").text()) {
      if (name == "_" && c == '_') continue;
      name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return context.facts.fresh_name(context.definition, name + "_RE");
  }

  static void compile_once(const RuleContext& context, const std::vector<ReCall>& group, Findings& findings) {
    const auto& first = group.front();
    const auto re = ensure_import(context.module, context.facts, context.module.root(), "import re");
    if (!re) return refuse(findings, first.call.node, "`re` cannot be imported under a free name");
    if (re->edit && !imported_at_top(context.module)) {
      return refuse(findings, first.call.node, "the module imports `re` only when it is needed");
    }
    const auto name = constant_name(context);
    std::string value = re->local + ".compile(" + std::string(unparen(first.pattern).text());
    if (first.flags) value += ", " + module_flags(context.facts, first.flags, re->local);
    const auto constant = module_constant(context.module, name, value + ")", re->end);
    std::vector<Edit> edits;
    if (re->edit) edits.push_back(*re->edit);
    edits.push_back(constant);
    for (const auto& one : group) use_constant(one, name, edits);
    findings.candidates.push_back(make_candidate(
        first.call.node, tested(),
        "The pattern is compiled once, at import; each call saves the look-up in re's cache.", std::move(edits)));
  }

  static bool imported_at_top(const source::ParsedModule& module) {
    return std::ranges::any_of(module.root().items(), [](Node statement) {
      return statement.is("import_from_statement") && statement.field("module_name").text() == "re";
    });
  }

  static Claim tested() {
    Claim claim;
    claim.at_most(Assurance::tested);
    return claim;
  }

  /// The flags as they read at module level, where re may have another name.
  static std::string module_flags(const Facts& facts, Node flags, const std::string& local) {
    flags = unparen(flags);
    if (flags.is("binary_operator")) {
      return module_flags(facts, flags.field("left"), local) + " | " + module_flags(facts, flags.field("right"), local);
    }
    return local + facts.resolve(flags)->substr(2);
  }

  static void use_constant(const ReCall& one, const std::string& name, std::vector<Edit>& edits) {
    if (one.function == "compile") {
      edits.push_back(replace(one.call.node, name));
      return;
    }
    const Node second = one.pattern.next_named();
    edits.push_back({{one.call.node.span().begin, second.span().begin}, name + "." + one.function + "("});
    if (!one.flags_argument) return;
    const Node before = one.flags_argument.prev_named();
    edits.push_back({{before.span().end, one.flags_argument.span().end}, {}});
  }

  static void as_string_method(const RuleContext& context, const ReCall& one, Findings& findings) {
    const auto plain = plain_text(one.pattern);
    if (!plain || one.flags || !one.call.keywords.empty()) return;
    const bool substitutes = one.function == "sub";
    if (one.call.args.size() != (substitutes ? 3u : 2u)) return;
    const Node subject = one.call.args.back();
    const auto fact = context.facts.type_of(subject);
    if (!fact || fact->name != "str") return;
    const auto text = string_code(one, *plain, subject);
    if (!text) return;
    Claim claim;
    claim.lean_on(*fact, subject.text());
    claim.at_most(Assurance::tested);
    auto candidate = make_candidate(one.call.node, claim,
                                    "The pattern is plain text; a string method finds it without a regular expression.",
                                    {replace(context_of(one.call.node).whole, *text)});
    candidate.expected_factor = 5;
    findings.candidates.push_back(std::move(candidate));
  }

  static std::optional<std::string> string_code(const ReCall& one, const Plain& plain, Node subject) {
    const bool primary =
        subject.is("identifier") || subject.is("attribute") || subject.is("call") || subject.is("subscript");
    const std::string text = primary ? std::string(subject.text()) : "(" + std::string(subject.text()) + ")";
    if (one.function == "sub" && !plain.anchored) {
      const auto by = string_literal(one.call.args[1]);
      if (!by || by->bytes || by->value.find('\\') != std::string::npos) return std::nullopt;
      return text + ".replace(" + plain.source + ", " + std::string(one.call.args[1].text()) + ")";
    }
    if (one.function == "split" && !plain.anchored) return text + ".split(" + plain.source + ")";
    const auto used = context_of(one.call.node);
    if (used.truth == Truth::none) return std::nullopt;
    const bool negative = used.truth == Truth::is_none;
    if (one.function == "match" || (one.function == "search" && plain.anchored)) {
      return std::string(negative ? "not " : "") + text + ".startswith(" + plain.source + ")";
    }
    if (one.function == "search") return plain.source + (negative ? " not in " : " in ") + text;
    if (one.function == "fullmatch") return text + (negative ? " != " : " == ") + plain.source;
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<Rule> make_regex_compile_once() { return std::make_unique<Regex>(); }

}  // namespace velox::rules
