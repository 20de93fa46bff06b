// SPDX-License-Identifier: Apache-2.0
// Problem: a dict, list or set of constants that is only looked at is built anew in each call, or in each turn of a loop.
// Idea: it becomes a constant of the module.
// Limits: every use of the name must only look: nobody may change the container, keep it, or ask for its identity. What is in
// it are constants, so that handing out an element gives nothing away.
#include <algorithm>
#include <array>
#include <cctype>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/imports.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/shape.hpp"

namespace velox::rules {
namespace {

bool is_constant_value(Node value) {
  value = unparen(value);
  return is_constant(value) || (value.is("tuple") && std::ranges::all_of(value.items(), is_constant_value));
}

/// `{"a": 1, ...}`, `["a", ...]` or `{"a", ...}` with nothing but constants in it.
bool is_constant_display(Node value) {
  if (!is_kind(value, {"dictionary", "list", "set"})) return false;
  return std::ranges::all_of(value.items(), [](Node item) {
    if (!item.is("pair")) return is_constant_value(item);
    return is_constant_value(item.field("key")) && is_constant_value(item.field("value"));
  });
}

/// A string over several lines, which moving would change.
bool has_long_string(Node value) {
  bool found = false;
  source::walk(value, [&](Node node) {
    found = found || (node.is("string") && node.line() != node.last_line());
    return !found;
  });
  return found;
}

class ConstantContainer final : public Rule {
 public:
  std::string_view id() const override { return "hoist-constant-container"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    // Code that lists the module's names would see one more.
    if (context.facts.poisoned(context.module.root())) return;
    for (const Node& display : context.nodes.of_kind("dictionary")) consider(context, display, findings);
    for (const source::KindName kind : {source::KindName("list"), source::KindName("set")})
      for (const Node& display : context.nodes.of_kind(kind)) named(context, display, findings);
  }

 private:
  static constexpr std::size_t kFewest = 3;

  static void consider(const RuleContext& context, Node display, Findings& findings) {
    if (display.parent().is("assignment")) return named(context, display, findings);
    if (!worth_it(display)) return;
    if (key_of(context, display)) at_once(context, display, findings);
  }

  static bool worth_it(Node display) { return display.items().size() >= kFewest && is_constant_display(display); }

  // --- a local that holds it -----------------------------------------------------------------------------------

  static void named(const RuleContext& context, Node display, Findings& findings) {
    const auto assigned = as_assignment(statement_of(display));
    if (!assigned || assigned->value != display || !worth_it(display)) return;
    const Binding* binding = plain_local(context, assigned->target);
    if (binding == nullptr || binding->stores.size() != 1 || binding->loads.empty()) return;
    if (expression_of(assigned->statement).field("type"))
      return refuse(findings, display, quoted(assigned->target) + " has an annotation, which a module evaluates");
    for (const Node& load : binding->loads) {
      const bool looks = display.is("set") ? asks_set(context, load) : only_looked_at(context, load);
      if (!looks)
        return refuse(
            findings, display,
            quoted(assigned->target) + " may be changed or kept: " + quoted(statement_of(load)) + on_line(load));
    }
    // Building what is walked costs less than the walk.
    if (std::ranges::all_of(binding->loads, is_walked_whole)) return;
    if (has_long_string(display)) return refuse(findings, display, "a string in it goes over several lines");
    const bool only = assigned->statement.parent().items().size() < 2;
    if (only || !alone_on_lines(context.module, assigned->statement)) return;
    hoist(context, *assigned, *binding, findings);
  }

  /// The use reads at once, and hands the container itself to nobody.
  static bool only_looked_at(const RuleContext& context, Node use) {
    const Node parent = use.parent();
    if (parent.is("binary_operator") || parent.is("interpolation")) return false;
    if (parent.is("comparison_operator")) {
      const auto test = as_comparison(parent);
      return test && (test->op == "in" || test->op == "not in") && test->right == use;
    }
    if (const auto method = method_on(use)) return looks(context, *method);
    if (parent.is("argument_list") && iterates(context, parent.parent())) return is_walked(parent.parent());
    return parent.is("for_in_clause") ? parent.field("right") == use : only_reads(context, use);
  }

  /// `x in names` or `len(names)`: nothing that shows in which order a set holds its elements.
  static bool asks_set(const RuleContext& context, Node use) {
    const bool length = use.parent().is("argument_list") && builtin_call(context, use.parent().parent(), "len");
    return length || (use.parent().is("comparison_operator") && only_looked_at(context, use));
  }

  /// `for name in names`, `for key, value in names.items()`.
  static bool is_walked_whole(Node use) {
    const auto view = method_on(use);
    return is_walked(view ? view->node : use);
  }

  static bool looks(const RuleContext& context, const Call& method) {
    for (const auto name : {"get", "index", "count", "copy"})
      if (method.name == name) return true;
    const bool view = method.name == "keys" || method.name == "items" || method.name == "values";
    if (!view) return false;
    const Node around = method.node.parent();
    if (is_walked(method.node)) return true;
    if (around.is("comparison_operator")) return as_comparison(around) && as_comparison(around)->right == method.node;
    return around.is("argument_list") && !iterates(context, around.parent()) && only_reads(context, method.node);
  }

  static bool iterates(const RuleContext& context, Node call) {
    for (const auto* name : {"enumerate", "zip", "reversed"})
      if (builtin_call(context, call, name)) return true;
    return false;
  }

  static bool is_walked(Node value) {
    const Node parent = value.parent();
    return is_kind(parent, {"for_statement", "for_in_clause"}) && parent.field("right") == value;
  }

  static void hoist(const RuleContext& context, const Assignment& made, const Binding& binding, Findings& findings) {
    const auto name = fresh_module_name(context.module, constant_name(binding.name));
    std::vector<Edit> edits{
        module_constant(context.module, comments_above(context, made.statement) + name, moved_text(context, made))};
    edits.push_back(removal(context, made.statement));
    for (const Node& load : binding.loads) edits.push_back(replace(load, name));
    report(context, made.value, std::move(edits), findings);
  }

  static void report(const RuleContext& context, Node display, std::vector<Edit> edits, Findings& findings) {
    Claim claim;
    if (compiled_otherwise(context)) claim.at_most(Assurance::tested);
    findings.candidates.push_back(make_candidate(
        display, claim,
        "The same " + std::string(display.kind()) + " of constants is built anew each time; once is enough.",
        std::move(edits)));
  }

  /// A decorator that is not known to keep the function may translate it, to where a global is not what a local is.
  static bool compiled_otherwise(const RuleContext& context) {
    const Node around = context.definition.parent();
    if (!around.is("decorated_definition")) return false;
    return std::ranges::any_of(around.items(), [&](const Node& decorator) {
      if (!decorator.is("decorator") || decorator.items().empty()) return false;
      const Node made = decorator.items()[0];
      const auto name = context.facts.resolve(made.is("call") ? made.field("function") : made).value_or("");
      for (const std::string_view plain : {"property", "staticmethod", "classmethod"})
        if (name == plain) return false;
      return !name.starts_with("functools.") && !name.starts_with("contextlib.") && !name.starts_with("abc.");
    });
  }

  static std::string constant_name(std::string_view name) {
    name.remove_prefix(std::min(name.find_first_not_of('_'), name.size()));
    std::string upper = "_";
    for (const char c : name) upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return upper;
  }

  // --- layout --------------------------------------------------------------------------------------------------

  /// The comment lines that lead the statement.
  static std::vector<Node> leading(const RuleContext& context, Node statement) {
    std::vector<Node> comments;
    Node below = statement;
    for (Node lead = statement.prev_named(); lead.is("comment"); lead = lead.prev_named()) {
      const bool next = lead.line() + 1 == below.line() && lead.column() == below.column();
      if (!next || !owns_line(context.module, lead)) break;
      comments.insert(comments.begin(), below = lead);
    }
    return comments;
  }

  static std::string comments_above(const RuleContext& context, Node statement) {
    std::string text;
    for (const Node& comment : leading(context, statement))
      text += std::string(comment.text()) + context.module.style().newline;
    return text;
  }

  /// The display and what follows on its line.
  static std::string moved_text(const RuleContext& context, const Assignment& made) {
    const std::string_view bytes = context.module.bytes();
    auto end = bytes.find('\n', made.statement.span().end);
    if (end == std::string_view::npos) end = bytes.size();
    auto text = std::string(bytes.substr(made.value.span().begin, end - made.value.span().begin));
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.pop_back();
    return without_indent(context, made.statement, std::move(text));
  }

  /// The further lines of a piece of a statement, moved to the left margin.
  static std::string without_indent(const RuleContext& context, Node statement, std::string text) {
    const std::string indent(context.module.indent_of(statement));
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
      if (text.compare(at + 1, indent.size(), indent) == 0) text.erase(at + 1, indent.size());
    return text;
  }

  /// With its comments, and with the empty lines behind it where there are some in front, or nothing.
  static Edit removal(const RuleContext& context, Node statement) {
    Edit edit = *remove_lines(context.module, statement);
    const auto comments = leading(context, statement);
    const Node first = comments.empty() ? statement : comments.front();
    edit.span.begin = remove_lines(context.module, first)->span.begin;
    const std::string_view bytes = context.module.bytes();
    const auto begin = edit.span.begin;
    const bool apart = begin > 1 && bytes[begin - 1] == '\n' && (bytes[begin - 2] == '\n' || bytes[begin - 2] == '\r');
    auto& end = edit.span.end;
    while ((apart || !first.prev_named()) && end < bytes.size() && (bytes[end] == '\n' || bytes[end] == '\r')) ++end;
    return edit;
  }

  // --- a dict that is looked up where it stands ----------------------------------------------------------------

  /// The key in `{...}[key]` or `{...}.get(key)`; null for other uses.
  static Node key_of(const RuleContext& context, Node display) {
    const Node parent = display.parent();
    if (parent.is("subscript") && parent.field("value") == display)
      return only_reads(context, display) ? only_index(parent) : Node();
    const auto method = method_on(display);
    return method && method->name == "get" && method->plain && !method->args.empty() ? method->args[0] : Node();
  }

  static void at_once(const RuleContext& context, Node display, Findings& findings) {
    if (has_long_string(display)) return refuse(findings, display, "a string in it goes over several lines");
    const auto name = fresh_module_name(context.module, constant_name(name_at(context, display)));
    const auto text = without_indent(context, statement_of(display), std::string(display.text()));
    report(context, display, {module_constant(context.module, name, text), replace(display, name)}, findings);
  }

  /// `sign = {...}[op]` is about signs by op.
  static std::string name_at(const RuleContext& context, Node display) {
    const auto assigned = as_assignment(statement_of(display));
    const Node target = assigned && inside(display, assigned->value) ? assigned->target : Node();
    const bool plain = target && is_path(target);
    std::string what = plain ? stem_of(target) : stem_of(context.definition.field("name"));
    if (what.ends_with("__")) what = "value";  // __init__ and the like
    const Node key = key_of(context, display);
    return is_path(key) ? what + "_by_" + stem_of(key) : what + "_table";
  }
};

}  // namespace

std::unique_ptr<Rule> make_hoist_constant_container() { return std::make_unique<ConstantContainer>(); }

}  // namespace velox::rules
