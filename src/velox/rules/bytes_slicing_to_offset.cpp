// SPDX-License-Identifier: Apache-2.0
// Problem: a parser that takes `data[:n]` and goes on with `data = data[n:]` copies the rest at every step: quadratic.
// Idea: leave the data alone and move an offset. The plain chunk loop becomes `for start in range(0, len(data), n)`.
// Limits: every look at the data in the loop must be one that an offset can express, with bounds known not to be
// negative; nobody may read the shrinking name from a handler or a nested function. What is left is cut once after
// the loop.
#include <algorithm>
#include <array>

#include "velox/rules/all_rules.hpp"
#include "velox/rules/local_lists.hpp"

namespace velox::rules {
namespace {

/// `data = data[size:]`
struct Advance {
  Node statement, target, source, size;
};

class BytesSlicing final : public Rule {
 public:
  std::string_view id() const override { return "bytes-slicing-to-offset"; }

  void propose(const RuleContext& context, Findings& findings) const override {
    std::vector<Node> done;
    for (const Node& statement : context.nodes.of_kind("expression_statement")) {
      const auto advance = advance_of(statement);
      if (!advance || inside_any(statement, done)) continue;
      const Node loop = climb_to(statement, {"while_statement", "for_statement"});
      if (!loop) continue;
      done.push_back(loop);
      Slicing(context, loop, *advance, findings).judge();
    }
  }

 private:
  static std::optional<Advance> advance_of(Node statement) {
    const auto assignment = as_assignment(statement);
    if (!assignment || !assignment->target.is("identifier")) return std::nullopt;
    const auto slice = slice_of(assignment->value);
    const Node source = assignment->value.field("value");
    if (!slice || !slice->lower || slice->upper || !source.is("identifier") ||
        source.text() != assignment->target.text())
      return std::nullopt;
    return Advance{statement, assignment->target, source, slice->lower};
  }

  /// One loop and the name that it shrinks.
  class Slicing {
   public:
    Slicing(const RuleContext& context, Node loop, const Advance& first, Findings& findings)
        : context_(context),
          facts_(context.facts),
          loop_(loop),
          first_(first),
          name_(first.target.text()),
          findings_(findings) {}

    void judge() {
      binding_ = facts_.binding(first_.source);
      if (!binding_ || !known_data()) return;
      if (held_by_function(*binding_, context_.definition) || binding_->written_elsewhere ||
          binding_->scope != context_.definition)
        return no(first_.statement, quoted(first_.target) + " is read by a nested function or is not a local");
      const auto seen = seen_after_exception(context_, *binding_, loop_);
      if (seen == Seen::perhaps) claim_.at_most(Assurance::tested);
      if (seen == Seen::surely)
        return no(first_.statement, "a handler may read what is left of " + quoted(first_.target));
      for (const Node& store : binding_->stores) {
        if (!inside(store, loop_)) continue;
        const auto advance = advance_of(statement_of(store));
        if (!advance || advance->target != store)
          return no(store, quoted(store) + " is also bound in another way in the loop" + on_line(store));
        advances_.push_back(*advance);
      }
      if (!chunks() && convert()) propose_offset();
    }

   private:
    void no(Node at, std::string reason) { refuse(findings_, at, std::move(reason)); }

    /// The one type that every store outside the loop gives; nullopt for parameters and for anything else.
    std::optional<TypeFact> type_at_start() const {
      std::optional<TypeFact> fact;
      if (binding_->kind == analysis::BindingKind::parameter) return fact;
      for (const Node& store : binding_->stores) {
        if (inside(store, loop_)) continue;
        const auto bound = bound_by(store);
        const auto one = bound ? facts_.type_of(bound->value) : std::nullopt;
        if (!one || (fact && fact->name != one->name)) return std::nullopt;
        if (!fact || one->certainty != Certainty::proven) fact = one;
      }
      return fact;
    }

    /// The name surely has a value when the loop begins: a parameter, or bound in a block around the loop before it.
    bool bound_at_start() const {
      const auto& stores = binding_->stores;
      const bool deleted = std::ranges::any_of(stores, [](const Node& store) {
        return store.parent().is("delete_statement") || store.parent().parent().is("delete_statement");
      });
      if (deleted) return false;
      if (binding_->kind == analysis::BindingKind::parameter) return true;
      return std::ranges::any_of(stores, [&](const Node& store) {
        const Node statement = velox::rules::statement_of(store);
        if (store.parent().is("named_expression")) return false;
        if (statement.is("for_statement")) return inside(loop_, statement.field("body"));
        return is_kind(statement, {"expression_statement", "with_statement"}) && inside(loop_, statement.parent()) &&
               statement.span().begin < loop_.span().begin;
      });
    }

    bool known_data() {
      static constexpr std::array<std::string_view, 5> kData{"bytes", "str", "tuple", "list", "bytearray"};
      auto fact = facts_.type_of(first_.source);
      if (!fact) fact = type_at_start();
      if (!fact || std::ranges::find(kData, fact->name) == kData.end()) {
        no(first_.statement, "it is not known that " + quoted(first_.source) + " is bytes, a str, a list or a tuple");
        return false;
      }
      type_ = fact->name;
      claim_.lean_on(*fact, name_);
      const bool fixed = type_ == "bytes" || type_ == "str" || type_ == "tuple";
      if (!fixed && facts_.effects(loop_).calls_unknown) claim_.at_most(Assurance::tested);
      return true;
    }

    std::vector<Node> uses_in_loop() const {
      auto uses = uses_of(*binding_);
      std::erase_if(uses, [&](const Node& use) { return !inside(use, loop_); });
      return uses;
    }

    // --- the plain chunk loop --------------------------------------------------------------------------------

    /// `while data: chunk = data[:n]; data = data[n:]; ...` -> `for start in range(0, len(data), n): ...`
    bool chunks() {
      if (!loop_.is("while_statement") || advances_.size() != 1) return false;
      const auto body = loop_.field("body").items();
      if (body.size() < 2 || body[1] != first_.statement || !tests_all(loop_.field("condition"))) return false;
      const auto taken = as_assignment(body[0]);
      if (!taken || !taken->target.is("identifier")) return false;
      const auto slice = slice_of(taken->value);
      const bool front = slice && !slice->lower && slice->upper && same_code(slice->upper, first_.size) &&
                         taken->value.field("value").text() == name_;
      if (!front || !positive(first_.size) || !facts_.dead_after(*binding_, loop_)) return false;
      if (uses_in_loop().size() != 4 || !builtin_free(context_, "range") || !builtin_free(context_, "len"))
        return false;
      const auto removed = remove_lines(context_.module, first_.statement);
      if (!removed) return false;
      const std::string start = facts_.fresh_name(context_.definition, "start"), size(first_.size.text());
      const auto begin = loop_.span().begin;
      std::vector<Edit> edits{{{begin, loop_.field("condition").span().end},
                               "for " + start + " in range(0, len(" + name_ + "), " + size + ")"},
                              replace(taken->value, name_ + "[" + start + ":" + start + " + " + size + "]"),
                              *removed};
      findings_.candidates.push_back(make_candidate(first_.statement, claim_, why(), std::move(edits)));
      return true;
    }

    bool is_length(Node expression) const {
      const auto call = builtin_call(context_, unparen(expression), "len");
      return call && call->args.size() == 1 && call->args[0].text() == name_;
    }

    /// The condition says exactly that something is left.
    bool tests_all(Node condition) const {
      condition = unparen(condition);
      if (condition.text() == name_ || is_length(condition)) return true;
      const auto test = as_comparison(condition);
      if (!test || !is_length(test->left)) return false;
      const auto number = int_literal(test->right);
      return number && ((*number == 0 && (test->op == ">" || test->op == "!=")) || (*number == 1 && test->op == ">="));
    }

    // --- bounds ----------------------------------------------------------------------------------------------

    bool positive(Node expression) const {
      const auto number = fixed_int(context_, unparen(expression), claim_);
      return number && *number > 0;
    }

    bool not_negative(Node expression, int depth = 0) const {
      expression = unparen(expression);
      if (const auto number = fixed_int(context_, expression, claim_)) return *number >= 0;
      if (depth > 4) return false;
      if (expression.is("binary_operator")) {
        const auto op = expression.field("operator").text();
        const bool closed =
            op == "+" || op == "*" || op == "//" || op == "%" || op == "&" || op == "|" || op == ">>" || op == "<<";
        return closed && not_negative(expression.field("left"), depth + 1) &&
               not_negative(expression.field("right"), depth + 1);
      }
      if (expression.is("call")) return counts(expression);
      if (expression.is("subscript")) return gives_unsigned(expression);
      if (expression.is("attribute")) {
        return expression.field("attribute").text() == "size" && struct_format(expression.field("object"));
      }
      return expression.is("identifier") && always_bound_unsigned(expression, depth);
    }

    bool counts(Node node) const {
      const auto call = as_call(node);
      if (!call || !call->plain) return false;
      if (keyword(*call, "signed")) return false;
      if (call->name == "from_bytes" && call->object.text() == "int") return facts_.is_builtin(call->object, "int");
      const auto name = facts_.resolve(call->function);
      return name && (*name == "len" || *name == "ord");
    }

    /// A byte of bytes, or a field of struct.unpack with an unsigned format.
    bool gives_unsigned(Node subscript) const {
      const Node value = subscript.field("value");
      const Node index = only_index(subscript);
      if (const auto field = int_literal(index); field && *field >= 0 && unpacks_unsigned(value, *field)) return true;
      const auto fact = value.text() == name_ ? std::nullopt : facts_.type_of(value);
      const bool bytes = value.text() == name_ ? type_ == "bytes" : fact && fact->name == "bytes";
      return bytes && !index.is("slice");
    }

    /// The format of a name that is bound once, to `struct.Struct("...")`.
    std::optional<std::string> struct_format(Node name) const {
      const auto* binding = name.is("identifier") ? facts_.binding(name) : nullptr;
      if (!binding || binding->stores.size() != 1 || binding->written_elsewhere) return std::nullopt;
      const auto bound = bound_by(binding->stores[0]);
      const auto call = bound ? as_call(unparen(bound->value)) : std::nullopt;
      if (!call || call->args.size() != 1 || facts_.resolve(call->function) != "struct.Struct") return std::nullopt;
      const auto format = string_literal(call->args[0]);
      if (!format) return std::nullopt;
      // Another module could bind a module's constant anew.
      if (binding->kind != analysis::BindingKind::local) claim_.at_most(Assurance::tested);
      return format->value;
    }

    /// Field `field` of what a format unpacks is a number that has no sign.
    static bool is_unsigned(std::string_view format, long field) {
      long repeat = -1;
      for (const char c : format) {
        if (c >= '0' && c <= '9') {
          repeat = (repeat < 0 ? 0 : repeat) * 10 + (c - '0');
          if (repeat > 100000) return false;
          continue;
        }
        if (std::string_view("<>=!@ ").find(c) != std::string_view::npos) continue;
        const long fields = c == 'x' ? 0 : c == 's' || c == 'p' || repeat < 0 ? 1 : repeat;
        if (field < fields) return std::string_view("BHILQN").find(c) != std::string_view::npos;
        field -= fields;
        repeat = -1;
      }
      return false;
    }

    bool unpacks_unsigned(Node value, long field) const {
      const auto call = as_call(unparen(value));
      if (!call || call->args.empty()) return false;
      if (call->object && (call->name == "unpack" || call->name == "unpack_from")) {
        if (const auto format = struct_format(call->object)) return is_unsigned(*format, field);
      }
      const auto name = facts_.resolve(call->function);
      const auto format = string_literal(call->args[0]);
      return name && (*name == "struct.unpack" || *name == "struct.unpack_from") && format &&
             is_unsigned(format->value, field);
    }

    bool always_bound_unsigned(Node name, int depth) const {
      const auto* binding = facts_.binding(name);
      if (!binding || binding->kind != analysis::BindingKind::local || binding->written_elsewhere) return false;
      return !binding->stores.empty() && std::ranges::all_of(binding->stores, [&](const Node& store) {
        if (const auto bound = bound_by(store)) return not_negative(bound->value, depth + 1);
        const Node parent = store.parent();
        if (!is_kind(parent, {"pattern_list", "tuple_pattern"}) || !parent.parent().is("assignment")) return false;
        const auto targets = parent.items();
        const bool plain = std::ranges::all_of(targets, [](const Node& one) { return one.is("identifier"); });
        const auto at = std::ranges::find(targets, store);
        return plain && at != targets.end() && unpacks_unsigned(parent.parent().field("right"), at - targets.begin());
      });
    }

    // --- an offset in every use ------------------------------------------------------------------------------

    bool convert() {
      offset_ = facts_.fresh_name(context_.definition, "pos");
      if (!builtin_free(context_, "len") || !builtin_free(context_, "max")) return false;
      for (const auto& advance : advances_) {
        if (!not_negative(advance.size)) {
          no(advance.statement,
             quoted(advance.size) + " is not known to be at least 0, and a negative bound counts from the end");
          return false;
        }
        edits_.push_back({{advance.target.span().begin, advance.size.span().begin}, offset_ + " += "});
        edits_.push_back({{advance.size.span().end, expression_of(advance.statement).span().end}, ""});
      }
      for (const Node& use : uses_in_loop()) {
        const bool part =
            std::ranges::any_of(advances_, [&](const Advance& one) { return one.target == use || one.source == use; });
        if (part || convert(use)) continue;
        no(use, quoted(use) + " is used as a whole in the loop" + on_line(use));
        return false;
      }
      return true;
    }

    bool convert(Node use) {
      const Node parent = use.parent();
      if (scope_around(use) != context_.definition) return false;
      if (parent.is("subscript") && parent.field("value") == use) return convert_subscript(parent);
      if (parent.is("return_statement")) {
        edits_.push_back(replace(use, name_ + "[" + offset_ + ":]"));
        return true;
      }
      if (const auto method = method_on(use)) return convert_method(*method);
      if (is_length(parent.parent())) return convert_length(parent.parent());
      if (!only_tested(use)) return false;
      if (parent.is("not_operator"))
        edits_.push_back(replace(parent, offset_ + " >= len(" + name_ + ")"));
      else
        edits_.push_back(replace(use, offset_ + " < len(" + name_ + ")"));
      return true;
    }

    bool convert_subscript(Node subscript) {
      const Node around = subscript.parent();
      if (around.is("delete_statement") || around.field("left") == subscript) return false;
      if (const auto slice = slice_of(subscript)) {
        if (!slice->upper && !around.is("return_statement")) return false;
        return convert_bound(slice->lower, slice_begin(subscript)) && (!slice->upper || convert_bound(slice->upper, 0));
      }
      const Node index = only_index(subscript);
      return index && !index.is("slice") && convert_bound(index, 0);
    }

    static std::uint32_t slice_begin(Node subscript) { return only_index(subscript).span().begin; }

    /// `bound` -> `pos + bound`; an absent bound is `pos`, put at `place`.
    bool convert_bound(Node bound, std::uint32_t place) {
      if (!bound) {
        edits_.push_back({{place, place}, offset_});
        return true;
      }
      if (!not_negative(bound)) return false;
      if (int_literal(bound) == 0) {
        edits_.push_back(replace(bound, offset_));
        return true;
      }
      const bool tight =
          is_kind(bound, {"identifier", "integer", "call", "subscript", "attribute", "parenthesized_expression"}) ||
          (bound.is("binary_operator") &&
           (bound.field("operator").text() == "+" || bound.field("operator").text() == "*"));
      const auto span = bound.span();
      edits_.push_back({{span.begin, span.begin}, offset_ + (tight ? " + " : " + (")});
      if (!tight) edits_.push_back({{span.end, span.end}, ")"});
      return true;
    }

    /// `data.startswith(b"x")` -> `data.startswith(b"x", pos)`; an empty prefix is found nowhere past the end.
    bool convert_method(const Call& method) {
      if (method.name != "startswith" || !method.plain || method.args.size() != 1 || !method.keywords.empty())
        return false;
      const auto prefix = string_literal(method.args[0]);
      if (!prefix || prefix->value.empty()) return false;
      const auto end = method.args[0].span().end;
      edits_.push_back({{end, end}, ", " + offset_});
      return true;
    }

    bool convert_length(Node length) {
      if (only_tested(length)) {
        edits_.push_back(replace(length, offset_ + " < len(" + name_ + ")"));
        return true;
      }
      const auto test = as_comparison(length.parent());
      const auto number = test && test->left == length ? int_literal(test->right) : std::nullopt;
      // Past the end the difference is negative where the length was 0; these tests do not tell the two apart.
      const bool plain = number && ((*number >= 1 && (test->op == ">=" || test->op == "<")) ||
                                    (*number >= 0 && (test->op == ">" || test->op == "<=")));
      const std::string rest = "len(" + name_ + ") - " + offset_;
      edits_.push_back(replace(length, plain ? rest : "max(" + rest + ", 0)"));
      return true;
    }

    void propose_offset() {
      const auto start = insert_before(context_.module, loop_, {offset_ + " = 0"});
      if (!start) return;
      edits_.push_back(*start);
      if (!facts_.dead_after(*binding_, loop_)) {
        if (jumps_out(loop_))
          return no(loop_, "a break or continue of an outer loop would skip the cut of " + quoted(first_.target) +
                               " behind the loop");
        if (!bound_at_start())
          return no(loop_, quoted(first_.target) + " may have no value when the loop begins" + on_line(loop_));
        const auto rest = insert_after(context_.module, loop_, {name_ + " = " + name_ + "[" + offset_ + ":]"});
        if (!rest) return;
        edits_.push_back(*rest);
      }
      findings_.candidates.push_back(make_candidate(first_.statement, claim_, why(), std::move(edits_)));
    }

    std::string why() const {
      return "Each step copies the rest of " + quoted(first_.target) + "; an offset moves instead.";
    }

    const RuleContext& context_;
    const Facts& facts_;
    Node loop_;
    Advance first_;
    std::string name_;
    Findings& findings_;
    const Binding* binding_ = nullptr;
    std::string type_, offset_;
    mutable Claim claim_;
    std::vector<Advance> advances_;
    std::vector<Edit> edits_;
  };
};

}  // namespace

std::unique_ptr<Rule> make_bytes_slicing_to_offset() { return std::make_unique<BytesSlicing>(); }

}  // namespace velox::rules
