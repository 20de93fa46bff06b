// SPDX-License-Identifier: Apache-2.0
// Problem: a loop whose body only appends pays for the loop, the look-up and the call at each element.
// Idea: `acc = []` and such a loop become a comprehension; a loop that only copies becomes list() or extend().
// Limits: the loop's variables vanish, so nobody may read them afterwards; the half-built list vanishes on an
// exception, so no handler may read it; the body must not read the list; super() and locals() mean something else in
// a comprehension. The start is moved to the loop, so no jump may leave the way between them. Up to CPython 3.11 a
// comprehension runs in a frame of its own, which unknown code in it can see and which makes a recursion deeper.
#include <algorithm>
#include <array>
#include <cctype>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"
#include "velox/rules/seen_size.hpp"

namespace velox::rules {
namespace {

struct Clause {
  bool loops = false;  ///< for; otherwise if
  std::string text;    ///< "for x in xs", "if x > 0"
  Node piece;          ///< what is walked, or the condition
  Node target;         ///< of a loop
};

/// A nest of for and if around one append.
struct Nest {
  Node outer;  ///< the for statement
  std::vector<Clause> clauses;
  std::vector<Node> targets;  ///< loop targets
  std::vector<Node> walked;   ///< what the loops walk
  Node list;                  ///< the receiver of append
  Node element;
  std::vector<Node> values;  ///< that may be appended: one, or one for each arm of an `if`
  Node choice;               ///< the condition that picks one of two
  std::string element_text;
};

class AppendLoop final : public Rule {
 public:
  std::string_view id() const override { return "append-loop-to-list"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    for (const Node& loop : context.nodes.of_kind("for_statement")) {
      if (inside_any(loop, done)) continue;
      auto nest = nest_of(loop);
      if (!nest) continue;
      done.push_back(loop);
      judge(context, *nest, findings);
    }
  }

 private:
  static std::optional<Nest> nest_of(Node loop) {
    Nest nest;
    nest.outer = loop;
    if (!read(loop, nest) || nest.clauses.size() > 6) return std::nullopt;
    return nest;
  }

  static bool read(Node statement, Nest& nest) {
    if (statement.is("for_statement")) {
      if (statement.field("alternative") || statement.text().starts_with("async")) return false;
      nest.targets.push_back(statement.field("left"));
      nest.walked.push_back(statement.field("right"));
      nest.clauses.push_back(
          {true, "for " + std::string(statement.field("left").text()) + " in " + operand(statement.field("right")),
           statement.field("right"), statement.field("left")});
      return read_body(statement.field("body"), nest);
    }
    if (statement.is("if_statement") && !statement.field("alternative")) {
      const Node condition = statement.field("condition");
      nest.clauses.push_back({false, "if " + operand(unparen(condition)), condition, Node()});
      return read_body(statement.field("consequence"), nest);
    }
    if (statement.is("if_statement")) return read_choice(statement, nest);
    return read_append(statement, nest);
  }

  /// A body of one statement, after any number of `if c: continue`.
  static bool read_body(Node block, Nest& nest) {
    const auto body = block.items();
    if (body.empty()) return false;
    for (std::size_t i = 0; i + 1 < body.size(); ++i) {
      if (!block.parent().is("for_statement") || !skips(body[i])) return false;
      const Node condition = body[i].field("condition");
      nest.clauses.push_back({false, "if " + negated(condition), condition, Node()});
    }
    return read(body.back(), nest);
  }

  static bool skips(Node statement) {
    if (!statement.is("if_statement") || statement.field("alternative")) return false;
    const auto body = statement.field("consequence").items();
    return body.size() == 1 && body[0].is("continue_statement");
  }

  /// `if c: acc.append(a)` / `else: acc.append(b)`
  static bool read_choice(Node statement, Nest& nest) {
    const Node other = statement.field("alternative");
    if (!other.is("else_clause") || statement.items().back() != other || statement.items().size() != 3) return false;
    const auto first = statement.field("consequence").items(), second = other.field("body").items();
    if (first.size() != 1 || second.size() != 1) return false;
    const auto a = append_of(first[0]), b = append_of(second[0]);
    if (!a || !b || !same_code(a->object, b->object)) return false;
    nest.list = a->object;
    nest.element = statement;
    nest.values = {a->args[0], b->args[0]};
    nest.choice = statement.field("condition");
    nest.element_text =
        operand(a->args[0]) + " if " + operand(unparen(statement.field("condition"))) + " else " + operand(b->args[0]);
    return true;
  }

  static std::optional<Call> append_of(Node statement) {
    const auto call = as_call(expression_of(statement));
    if (!call || !call->object || call->name != "append" || call->args.size() != 1 || !call->keywords.empty())
      return std::nullopt;
    if (!call->plain && !call->args[0].is("generator_expression")) return std::nullopt;
    return call;
  }

  static bool read_append(Node statement, Nest& nest) {
    const auto call = append_of(statement);
    if (!call) return false;
    nest.list = call->object;
    nest.element = call->args[0];
    nest.values = {nest.element};
    nest.element_text = nest.element.text();
    return true;
  }

  static bool only_copies(const Nest& nest) {
    return nest.clauses.size() == 1 && nest.targets[0].is("identifier") && nest.element.is("identifier") &&
           nest.element.text() == nest.targets[0].text();
  }

  static void judge(const RuleContext& context, const Nest& nest, Findings& findings) {
    if (!is_path(nest.list)) return;
    if (auto reason = why_not_as_comprehension(context, nest); !reason.empty())
      return refuse(findings, nest.outer, reason);
    Claim claim;
    if (!variables_vanish(context, nest, claim, findings)) return;
    const Binding* binding = nest.list.is("identifier") ? plain_local(context, nest.list) : nullptr;
    if (binding && mentions_list(nest))
      return refuse(findings, nest.outer, "the loop reads " + quoted(nest.list) + " while it fills it");
    const auto start = binding ? empty_start(context, *binding, nest.outer) : std::nullopt;
    if (start) return into_display(context, nest, *start, *binding, claim, findings);
    if (only_copies(nest)) into_extend(context, nest, claim, findings);
  }

  static std::string why_not_as_comprehension(const RuleContext& context, const Nest& nest) {
    if (has_kind(nest.outer, {"await", "yield"})) return "the loop awaits or yields";
    if (jumps_out(nest.outer)) return "a jump of a loop around it leaves the loop";
    if (has_kind(nest.outer, {"named_expression"})) return "the loop binds a name with :=";
    if (const Node early = read_before_bound(nest))
      return "the loop variable " + quoted(early) + " is read" + on_line(early) + " before the nest binds it";
    for (const auto* name : {"super", "locals", "vars", "dir", "eval", "exec"})
      for (const Node& use : mentions_of(nest.outer, name))
        if (context.facts.is_builtin(use, name))
          return std::string(name) + "() means something else inside a comprehension";
    return {};
  }

  /// A use of a loop's variable in front of its clause: in a comprehension it would be read before it is bound. What
  /// the first loop walks is evaluated outside.
  static Node read_before_bound(const Nest& nest) {
    std::vector<std::string_view> bound;
    for (std::size_t k = 0; k < nest.clauses.size(); ++k) {
      if (!nest.clauses[k].loops) continue;
      for (const Node& name : parts_of_target(nest.clauses[k].target)) {
        if (std::ranges::find(bound, name.text()) != bound.end()) continue;
        for (std::size_t before = 1; before <= k; ++before)
          if (const auto uses = mentions_of(nest.clauses[before].piece, name.text()); !uses.empty()) return uses[0];
        bound.push_back(name.text());
      }
    }
    return {};
  }

  /// What a comprehension evaluates in its own frame.
  static std::vector<Node> evaluated_within(const Nest& nest) {
    auto pieces = nest.values;
    if (nest.choice) pieces.push_back(nest.choice);
    for (std::size_t i = 1; i < nest.clauses.size(); ++i) pieces.push_back(nest.clauses[i].piece);
    return pieces;
  }

  /// The function itself, used in a piece: called there, it needs two frames a level.
  static Node recursion_in(const RuleContext& context, Node piece) {
    const auto own = context.definition.field("name").text();
    const bool method = context.unit.kind == model::UnitKind::method;
    Node found;
    source::walk(piece, [&](Node node) {
      const bool named = !method && node.is("identifier") && is_name_use(node) && node.text() == own;
      const bool attribute = node.is("attribute") && node.field("attribute").text() == own &&
                             (method || node.field("object").is("identifier")) && !of_builtin_type(context, node);
      if (!found && (named || attribute)) found = node;
      return !found;
    });
    return found;
  }

  static bool of_builtin_type(const RuleContext& context, Node attribute) {
    return context.facts.type_of(attribute.field("object")).has_value() || context.facts.resolve(attribute).has_value();
  }

  /// Nothing that runs in the comprehension's frame can look at its callers or count them.
  static bool runs_known_code(const RuleContext& context, const Nest& nest) {
    for (const Node& piece : evaluated_within(nest)) {
      const auto effects = context.facts.effects(piece);
      if (effects.calls_unknown || effects.reads_attributes || effects.certainty != Certainty::proven) return false;
    }
    if (nest.choice && !tested_in_c(context, nest.choice)) return false;
    return std::ranges::all_of(nest.clauses, [&](const Clause& clause) {
      return clause.loops ? walked_in_c(context, clause) : tested_in_c(context, clause.piece);
    });
  }

  static bool walked_in_c(const RuleContext& context, const Clause& clause) {
    static constexpr std::array<std::string_view, 10> kPlain{
        "list", "tuple", "dict", "set", "frozenset", "str", "bytes", "bytearray", "range", "collections.deque"};
    const auto fact = context.facts.type_of(clause.piece);
    return fact && fact->certainty == Certainty::proven && std::ranges::find(kPlain, fact->name) != kPlain.end() &&
           (clause.target.is("identifier") || fact->element == "tuple");
  }

  /// Asking the value for its truth runs no code of the program.
  static bool tested_in_c(const RuleContext& context, Node value) {
    value = unparen(value);
    if (value.is("not_operator")) return tested_in_c(context, value.field("argument"));
    if (value.is("boolean_operator"))
      return tested_in_c(context, value.field("left")) && tested_in_c(context, value.field("right"));
    if (value.is("comparison_operator")) return true;
    const auto fact = context.facts.type_of(value);
    return fact && fact->certainty == Certainty::proven;
  }

  /// False, with a refusal, when the comprehension's frame would be seen.
  static bool frame_is_unseen(const RuleContext& context, const Nest& nest, Claim& claim, Findings& findings) {
    for (const Node& piece : evaluated_within(nest)) {
      if (const Node self = recursion_in(context, piece)) {
        refuse(findings, nest.outer,
               quoted(self) +
                   " calls the function itself, which would reach the recursion limit at half the depth "
                   "where a comprehension has a frame of its own");
        return false;
      }
    }
    if (!runs_known_code(context, nest)) claim.at_most(Assurance::tested);
    return true;
  }

  static bool mentions_list(const Nest& nest) {
    return mentions_of(nest.outer, nest.list.text()).size() != (nest.element.is("if_statement") ? 2 : 1);
  }

  /// The loop variables are plain locals that nobody reads after the loop.
  static bool variables_vanish(const RuleContext& context, const Nest& nest, Claim& claim, Findings& findings) {
    for (const Node& target : nest.targets) {
      for (const Node& name : parts_of_target(target)) {
        if (!name.is("identifier")) {
          refuse(findings, nest.outer, "the loop stores to " + quoted(name) + ", which is not a plain name");
          return false;
        }
        const Binding* binding = context.facts.binding(name);
        if (!binding || !is_local(*binding) || binding->scope != context.definition || binding->written_elsewhere) {
          refuse(findings, nest.outer, "the loop variable " + quoted(name) + " is not a local of this function");
          return false;
        }
        if (binding->captured && captured_outside_comprehensions(*binding, context.definition)) {
          refuse(findings, nest.outer, "a nested function reads the loop variable " + quoted(name));
          return false;
        }
        const auto seen = seen_after_exception(context, *binding, nest.outer);
        if (seen == Seen::perhaps) claim.at_most(Assurance::tested);
        if (seen == Seen::surely) {
          refuse(findings, nest.outer, "after an exception in the loop its variable " + quoted(name) + " may be read");
          return false;
        }
        if (!context.facts.dead_after(*binding, nest.outer)) {
          refuse(findings, nest.outer, "the loop variable " + quoted(name) + " may be read after the loop");
          return false;
        }
      }
    }
    return true;
  }

  static bool is_local(const Binding& binding) {
    return binding.kind == analysis::BindingKind::local || binding.kind == analysis::BindingKind::parameter;
  }

  static bool captured_outside_comprehensions(const Binding& binding, Node definition) {
    return std::ranges::any_of(uses_of(binding), [&](const Node& use) {
      if (scope_around(use) != definition) return true;
      return static_cast<bool>(climb_to(use, {"generator_expression"}));
    });
  }

  /// The `acc = []` in the loop's block whose list nobody touches before the loop.
  static std::optional<Bound> empty_start(const RuleContext& context, const Binding& binding, Node loop) {
    if (held_by_function(binding, context.definition)) return std::nullopt;
    std::optional<Bound> start;
    for (const Node& store : binding.stores) {
      const auto bound = bound_by(store);
      if (!bound || !bound->alone || !makes_empty_list(context, bound->value)) continue;
      if (bound->statement.parent() == loop.parent() && bound->statement.span().end <= loop.span().begin) start = bound;
    }
    if (!start) return std::nullopt;
    for (const Node& use : uses_of(binding)) {
      const auto at = use.span().begin;
      if (start->statement.span().end <= at && at < loop.span().begin) return std::nullopt;
    }
    return start;
  }

  /// A jump of a loop around both that leaves between the start and the loop: the list would keep its old content.
  static Node jump_between(Node start, Node loop) {
    for (Node at = start.next_named(); at && at != loop; at = at.next_named())
      if (jumps_out(at)) return at;
    return {};
  }

  static bool surely_typed(const RuleContext& context, Node value) {
    const auto fact = context.facts.type_of(value);
    return fact && fact->certainty == Certainty::proven;
  }

  static constexpr int kShortest = 32;  // elements

  /// Up to CPython 3.11 a comprehension is called as a function; effects.json has the measurements.
  static bool is_short(const RuleContext& context, const Nest& nest) {
    const auto turns = seen_turns(context, nest.walked[0]);
    return context.python < PythonVersion{3, 12} && nest.walked.size() == 1 && turns && turns->typical < kShortest;
  }

  static void into_display(const RuleContext& context, const Nest& nest, const Bound& start, const Binding& binding,
                           Claim claim, Findings& findings) {
    switch (seen_after_exception(context, binding, nest.outer)) {
      case Seen::surely:
        return refuse(findings, nest.outer,
                      "after an exception in the loop the half-built " + quoted(nest.list) + " may be read");
      case Seen::perhaps: claim.at_most(Assurance::tested); break;
      case Seen::never: break;
    }
    if (const Node jump = jump_between(start.statement, nest.outer))
      return refuse(findings, nest.outer,
                    quoted(nest.list) + " is emptied in front of a jump" + on_line(jump) + " that leaves the loop out");
    if (!only_copies(nest) && is_short(context, nest))
      return refuse(findings, nest.outer,
                    "there are usually fewer than " + std::to_string(kShortest) +
                        " elements, which a loop appends sooner than a comprehension is set up");
    if (!only_copies(nest) && !frame_is_unseen(context, nest, claim, findings)) return;
    if (!alone_on_lines(context.module, start.statement) || !owns_line(context.module, nest.outer)) return;
    const bool copies = only_copies(nest);
    if (copies && !builtin_free(context, "list")) return;
    // list() asks an unknown class for its length first, which a loop does not.
    if (copies && !surely_typed(context, nest.walked[0])) claim.at_most(Assurance::tested);
    std::string left = std::string(start.target.text());
    if (start.type) left += ": " + std::string(start.type.text());
    const std::string value = copies ? "list(" + std::string(nest.walked[0].text()) + ")" : "";
    std::vector<Edit> edits;
    auto text = comments_to_keep(context, nest.outer, nest.element) + left + " = ";
    text += copies ? value : comprehension(context, nest, left.size());
    edits.push_back(*remove_lines(context.module, start.statement));
    edits.push_back(replace(nest.outer, text));
    auto candidate = make_candidate(nest.outer, claim,
                                    copies ? "list() copies in C; the loop calls append for each element."
                                           : "A comprehension appends without a look-up and a call for each element.",
                                    std::move(edits));
    candidate.expected_factor = copies ? 6 : 1.1;
    findings.candidates.push_back(std::move(candidate));
  }

  /// An expression over several lines on one, where nothing in it needs its lines and it stays short.
  static std::string flattened(const std::string& text) {
    if (text.find('\n') == std::string::npos || text.find_first_of("#\\\"'") != std::string::npos) return text;
    std::string line;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\n' && text[i] != '\r') {
        line += text[i];
        continue;
      }
      while (i + 1 < text.size() && std::isspace(static_cast<unsigned char>(text[i + 1]))) ++i;
      while (!line.empty() && line.back() == ' ') line.pop_back();
      const bool tight = line.ends_with('(') || line.ends_with('[') || line.ends_with('{') ||
                         (i + 1 < text.size() && std::string_view(")]}").contains(text[i + 1]));
      if (!tight) line += ' ';
    }
    return line.size() <= 72 ? line : text;
  }

  static std::string comprehension(const RuleContext& context, const Nest& nest, std::size_t left_width) {
    const auto element = flattened(nest.element_text);
    std::string line = "[" + element;
    for (const auto& clause : nest.clauses) line += " " + flattened(clause.text);
    line += "]";
    const auto& indent = context.module.indent_of(nest.outer);
    const bool short_enough = indent.size() + left_width + 3 + line.size() <= 88;
    if (short_enough && line.find('\n') == std::string::npos) return line;
    const auto& style = context.module.style();
    const std::string inner = style.newline + std::string(indent) + style.indent;
    std::string text = "[" + inner + element;
    for (const auto& clause : nest.clauses) text += inner + flattened(clause.text);
    return text + style.newline + std::string(indent) + "]";
  }

  /// A loop that copies into a list that is there already.
  static void into_extend(const RuleContext& context, const Nest& nest, Claim claim, Findings& findings) {
    const auto fact = context.facts.type_of(nest.list);
    if (!fact || fact->name != "list")
      return refuse(findings, nest.outer, "it is not known that " + quoted(nest.list) + " is a list");
    if (same_code(nest.list, nest.walked[0]))
      return refuse(findings, nest.outer, "the loop walks the list that it fills");
    claim.lean_on(*fact, nest.list.text());
    // Walking the same list under another name never ends, and extend() does.
    const auto walked = context.facts.type_of(nest.walked[0]);
    if (!surely_typed(context, nest.walked[0]) || walked->name == "list") claim.at_most(Assurance::tested);
    auto candidate = make_candidate(
        nest.outer, claim, "extend() copies in C; the loop calls append for each element.",
        {replace(nest.outer, comments_to_keep(context, nest.outer, nest.element) + std::string(nest.list.text()) +
                                 ".extend(" + std::string(nest.walked[0].text()) + ")")});
    candidate.expected_factor = 6;
    findings.candidates.push_back(std::move(candidate));
  }
};

}  // namespace

std::unique_ptr<Rule> make_append_loop_to_list() { return std::make_unique<AppendLoop>(); }

}  // namespace velox::rules
