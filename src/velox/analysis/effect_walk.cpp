// SPDX-License-Identifier: Apache-2.0
#include "velox/analysis/effect_walk.hpp"

#include <algorithm>

namespace velox::analysis {

Effects EffectWalk::run() {
  for (NodeIndex i = piece_; i < tree_.end(piece_);) i = visit(i);
  return std::move(out_);
}

Ty EffectWalk::type(NodeIndex i) {
  auto type = types_.of(i);
  if (type.known()) out_.certainty = std::max(out_.certainty, type.certainty);
  return type;
}

bool EffectWalk::plain(NodeIndex i) {
  if (tree_.is(i, Kind::generator_expression_k)) return true;  // its body is a part of the piece
  const auto t = type(i);
  return is_scalar(t.name) || is_number(t.name) || is_plain_container(t.name) || t.name == T::pattern ||
         t.name == T::ellipsis;
}

bool EffectWalk::scalars(NodeIndex i) {
  const auto t = type(i);
  if (tree_.is(i, Kind::generator_expression_k)) return t.hashable;
  return holds_scalars(t) || t.name == T::pattern || t.element == T::bottom;
}

bool EffectWalk::rendered(NodeIndex i) {
  const auto t = type(i);
  return scalars(i) && (!is_mapping(t.name) || is_scalar(t.value) || t.value == T::bottom);
}

bool EffectWalk::numeric(NodeIndex i) {
  const auto t = type(i);
  return is_number(t.name) || is_item(t.name) || holds_items(t);
}

bool EffectWalk::satisfies(NodeIndex argument, Needs needs) {
  switch (needs) {
    case Needs::nothing: return true;
    case Needs::plain: return plain(argument);
    case Needs::scalars: return scalars(argument);
    case Needs::rendered: return rendered(argument);
    case Needs::arrays: return numeric(argument);
    case Needs::unknown: return false;
  }
  return false;
}

// Is the node assigned to or deleted rather than read?
bool EffectWalk::is_target(NodeIndex i) const {
  auto from = i;
  for (auto at = tree_.parent(i); at != kNone; from = at, at = tree_.parent(at)) {
    switch (tree_.kind(at)) {
      case Kind::pattern_list_k:
      case Kind::tuple_pattern_k:
      case Kind::list_pattern_k:
      case Kind::list_splat_pattern_k:
      case Kind::tuple_k:
      case Kind::list_k:
      case Kind::expression_list_k:
      case Kind::parenthesized_expression_k: break;
      case Kind::assignment_k:
      case Kind::augmented_assignment_k:
      case Kind::for_statement_k:
      case Kind::for_in_clause_k: return tree_.field_of(from) == Field::left;
      case Kind::delete_statement_k:
      case Kind::as_pattern_target_k: return true;
      default: return false;
    }
  }
  return false;
}

bool EffectWalk::visible(BindingIndex b) const {
  const auto& info = scopes_.info(b);
  if (info.scope == owner_) return false;
  const auto node = scopes_.scope(info.scope).node;
  if (info.scope > 0 && tree_.inside(node, piece_)) return false;
  if (info.deferred || info.scope == 0) return true;
  const auto in = [&](NodeIndex i) { return tree_.inside(i, piece_); };
  return !std::all_of(info.loads.begin(), info.loads.end(), in) ||
         !std::all_of(info.stores.begin(), info.stores.end(), [&](const Occurrence& s) { return in(s.identifier); });
}

// The object that an expression denotes is changed.
void EffectWalk::change(NodeIndex object) {
  object = tree_.strip(object);
  if (types_.fresh(object)) return;
  const auto b = tree_.is(object, Kind::identifier_k) ? scopes_.binding_at(object) : -1;
  if (b >= 0) {
    const auto& info = scopes_.info(b);
    // A change of the function's own argument is told by the summary's `changes`.
    if (owner_ >= 0 && info.scope == owner_ && info.is_parameter && info.stores.size() == 1) return;
    const bool own = info.scope > 0 && (info.scope == owner_ || !scopes_.info(b).is_parameter);
    if (own && analysis_.made_here(b, owner_ >= 0 && info.scope == owner_ ? kNone : piece_)) return;
  }
  out_.writes = true;
}

NodeIndex EffectWalk::visit(NodeIndex i) {
  switch (tree_.kind(i)) {
    case Kind::identifier_k: visit_identifier(i); break;
    case Kind::attribute_k: visit_attribute(i); break;
    case Kind::subscript_k: visit_subscript(i); break;
    case Kind::binary_operator_k:
    case Kind::unary_operator_k: visit_operator(i); break;
    case Kind::comparison_operator_k: visit_comparison(i); break;
    case Kind::augmented_assignment_k: visit_augmented(i); break;
    case Kind::call_k: visit_call(i); break;
    case Kind::boolean_operator_k: truth(tree_.child(i, Field::left)); break;
    case Kind::not_operator_k: truth(tree_.child(i, Field::argument)); break;
    case Kind::conditional_expression_k: truth(tree_.nth(i, 1)); break;
    case Kind::if_statement_k:
    case Kind::elif_clause_k:
    case Kind::while_statement_k: truth(tree_.child(i, Field::condition)); break;
    case Kind::if_clause_k:
    case Kind::assert_statement_k: truth(tree_.first(i)); break;
    case Kind::for_statement_k:
    case Kind::for_in_clause_k:
      out_.awaits_or_yields |= tree_.is_async(i);
      iteration(tree_.child(i, Field::right));
      break;
    case Kind::list_splat_k: iteration(tree_.first(i)); break;
    case Kind::dictionary_splat_k: iteration(tree_.first(i)); break;
    case Kind::pattern_list_k:
    case Kind::tuple_pattern_k:
    case Kind::list_pattern_k:
      if (tree_.is(tree_.parent(i), Kind::assignment_k) && tree_.field_of(i) == Field::left) {
        auto source = tree_.child(tree_.parent(i), Field::right);
        while (tree_.is(source, Kind::assignment_k)) source = tree_.child(source, Field::right);
        if (source != kNone && !plain(source)) out_.calls_unknown = true;
      } else if (tree_.kind(tree_.parent(i)) != Kind::assignment_k) {
        // elements taken apart in a loop: builtin tuples and lists only when the elements' type is known
        const auto site = tree_.parent(i);
        const auto source = tree_.child(site, Field::right);
        const auto element = source == kNone ? Ty() : types_.iterated(source);
        if (!is_plain_container(element.name)) out_.calls_unknown = true;
        if (element.known()) out_.certainty = std::max(out_.certainty, element.certainty);
      }
      break;
    case Kind::interpolation_k:
    case Kind::format_expression_k: render(tree_.child(i, Field::expression)); break;
    case Kind::set_k:
      for (const auto c : tree_.children(i)) {
        if (!tree_.is(c, Kind::list_splat_k) && !hashable_value(type(c))) out_.calls_unknown = true;
      }
      break;
    case Kind::set_comprehension_k:
      if (!hashable_value(type(tree_.child(i, Field::body)))) out_.calls_unknown = true;
      break;
    case Kind::pair_k:
      if (!hashable_value(type(tree_.child(i, Field::key)))) out_.calls_unknown = true;
      break;
    case Kind::match_statement_k: visit_match(i); break;
    case Kind::yield_k:
    case Kind::await_k: out_.awaits_or_yields = true; break;
    case Kind::with_statement_k:
      out_.awaits_or_yields |= tree_.is_async(i);
      out_.calls_unknown = true;
      break;
    case Kind::import_statement_k:
    case Kind::import_from_statement_k:
    case Kind::print_statement_k:
    case Kind::exec_statement_k:
    case Kind::except_group_clause_k:
    case Kind::error: out_.calls_unknown = true; break;
    case Kind::decorator_k: out_.calls_unknown = true; break;
    case Kind::class_definition_k: out_.calls_unknown = true; break;
    case Kind::function_definition_k: {
      visit_identifier(tree_.child(i, Field::name));
      const auto parameters = tree_.child(i, Field::parameters);
      for (NodeIndex p = parameters; p < tree_.end(parameters);) p = visit(p);
      return tree_.end(i);
    }
    case Kind::lambda_k: {
      const auto parameters = tree_.child(i, Field::parameters);
      if (parameters != kNone) {
        for (NodeIndex p = parameters; p < tree_.end(parameters);) p = visit(p);
      }
      return tree_.end(i);
    }
    case Kind::keyword_argument_k: keyword(i); break;
    case Kind::type_k: return tree_.end(i);
    default: break;
  }
  return i + 1;
}

void EffectWalk::visit_identifier(NodeIndex i) {
  const auto b = scopes_.binding_at(i);
  if (b < 0) return;
  if (scopes_.is_store(i)) {
    if (scopes_.info(b).is_parameter && tree_.is(tree_.parent(i), Kind::parameters_k)) return;
    if (visible(b)) out_.writes = true;
    return;
  }
  if (reads_ == Reads::left_out) return;
  const auto& info = scopes_.info(b);
  if (info.scope > 0 && tree_.inside(scopes_.scope(info.scope).node, piece_)) return;
  out_.reads.insert(scopes_.face(b).name);
}

void EffectWalk::note_path(std::string_view text) {
  const bool path = std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '.' || c >= 0x80;
  });
  if (path) out_.reads.insert(std::string(text));
}

void EffectWalk::visit_attribute(NodeIndex i) {
  const auto object = tree_.child(i, Field::object);
  const auto name = tree_.text(tree_.child(i, Field::attribute));
  const auto parent = tree_.parent(i);
  const bool method = tree_.is(parent, Kind::call_k) && tree_.field_of(i) == Field::function;
  if (is_target(i)) {
    out_.writes = true;  // objects with attributes are not made by displays, so they may be seen outside
    if (analysis_.properties().contains(name)) out_.calls_unknown = true;
    return;
  }
  if (reads_ == Reads::listed && !method) note_path(tree_.text(i));
  if (!scopes_.resolve(i).empty()) return;
  if (find_method(type(object).name, name) != nullptr) return;
  if (method) return;  // decided with the call
  out_.reads_attributes = true;
  if (analysis_.any_getattr() || analysis_.properties().contains(name)) out_.calls_unknown = true;
}

void EffectWalk::visit_subscript(NodeIndex i) {
  const auto value = tree_.child(i, Field::value);
  const auto container = type(value);
  const auto index = tree_.child(i, Field::subscript);
  const bool single = tree_.next(index) == kNone;
  bool known = false;
  if (is_mapping(container.name)) {
    known = single && hashable_value(type(index));
    const bool factory = container.name == T::default_dict && !is_target(i);
    if (factory) change(value);
    if (factory && container.value == T::unknown) known = false;
  } else if (holds_items(container)) {
    known = single && (type(index).name == T::integer || tree_.is(index, Kind::slice_k));
  } else if (is_plain_container(container.name)) {
    known = single;
    if (tree_.is(index, Kind::slice_k)) {
      for (const auto part : tree_.children(index)) known &= is_scalar(type(part).name);
    } else {
      known &= is_scalar(type(index).name);
    }
  }
  if (!known) out_.calls_unknown = true;
  if (is_target(i)) change(value);
}

void EffectWalk::visit_operator(NodeIndex i) {
  if (tree_.is(i, Kind::unary_operator_k)) {
    if (!numeric(tree_.child(i, Field::argument))) out_.calls_unknown = true;
    return;
  }
  const auto left = type(tree_.child(i, Field::left));
  const auto right = type(tree_.child(i, Field::right));
  const bool formats = left.name == T::str && tree_.operator_text(i) == "%";
  if (formats) {
    if (!rendered(tree_.child(i, Field::right))) out_.calls_unknown = true;
    return;
  }
  if (numeric(tree_.child(i, Field::left)) && numeric(tree_.child(i, Field::right))) return;
  const auto builtin = [](const Ty& t) { return is_number(t.name) || is_scalar(t.name) || is_plain_container(t.name); };
  if (!builtin(left) || !builtin(right)) out_.calls_unknown = true;
  const bool sets = left.name == T::set || left.name == T::frozenset || is_mapping(left.name) || left.name == T::keys;
  if (sets && (!left.hashable || !right.hashable)) out_.calls_unknown = true;
}

void EffectWalk::visit_comparison(NodeIndex i) {
  const auto operators = tree_.comparison_operators(i);
  auto operand = tree_.first(i);
  for (const auto op : operators) {
    const auto other = tree_.next(operand);
    const auto left = type(operand), right = type(other);
    if (op == "in" || op == "not in") {
      const bool text = right.name == T::str || right.name == T::bytes;
      const bool hashed =
          is_mapping(right.name) || right.name == T::set || right.name == T::frozenset || right.name == T::keys;
      const bool fine = (text && is_scalar(left.name)) || (hashed && hashable_value(left)) ||
                        (holds_scalars(right) && (hashable_value(left) || holds_scalars(left)));
      if (!fine) out_.calls_unknown = true;
    } else if (op != "is" && op != "is not" && !(numeric(operand) && numeric(other))) {
      const auto simple = [](const Ty& t) { return is_number(t.name) || holds_scalars(t); };
      const auto rich = [&](const Ty& t) { return simple(t) && (!is_mapping(t.name) || is_scalar(t.value)); };
      if (!rich(left) || !rich(right)) out_.calls_unknown = true;
    }
    operand = other;
  }
  // a < b < c tests the truth of a < b, which is a bool for these types
}

void EffectWalk::visit_augmented(NodeIndex i) {
  const auto target = tree_.child(i, Field::left);
  const auto left = type(target);
  const auto source = tree_.child(i, Field::right);
  const auto right = type(source);
  const bool values = (is_number(left.name) && is_number(right.name)) ||
                      (is_scalar(left.name) && right.name == left.name) ||
                      (left.name == T::tuple && right.name == T::tuple);
  if (values) return;
  const bool extends = (left.name == T::list || left.name == T::deque) && plain(source);
  const bool merges = (left.name == T::set || is_mapping(left.name)) && left.hashable && right.hashable;
  const bool repeats = (is_scalar(left.name) || left.name == T::list) && is_number(right.name);
  if (!extends && !merges && !repeats) out_.calls_unknown = true;
  change(target);
}

void EffectWalk::visit_match(NodeIndex i) {
  const auto subject = type(tree_.child(i, Field::subject));
  bool classes = false;
  for (NodeIndex c = i; c < tree_.end(i); ++c) classes |= tree_.is(c, Kind::class_pattern_k);
  if (!is_scalar(subject.name) || classes) out_.calls_unknown = true;
}

void EffectWalk::truth(NodeIndex condition) {
  if (condition == kNone) return;
  condition = tree_.strip(condition);
  const auto kind = tree_.kind(condition);
  if (kind == Kind::not_operator_k) return;
  if (kind == Kind::boolean_operator_k) {
    truth(tree_.child(condition, Field::right));  // the left side is tested where it stands
    return;
  }
  if (!plain(condition) && !is_item(type(condition).name)) out_.calls_unknown = true;
}

void EffectWalk::iteration(NodeIndex iterable) {
  if (iterable == kNone) return;
  iterable = tree_.strip(iterable);
  if (plain(iterable) || holds_items(type(iterable))) return;
  const auto t = type(iterable);
  // range, enumerate, zip, reversed of plain containers; their calls are looked at by themselves
  const bool builtin = t.name == T::enumerate || t.name == T::zip || t.name == T::reversed;
  if (!builtin || !tree_.is(iterable, Kind::call_k)) out_.calls_unknown = true;
}

void EffectWalk::render(NodeIndex value) {
  if (value != kNone && !rendered(value)) out_.calls_unknown = true;
}

}  // namespace velox::analysis
