package io.netia.accounts.service;

import io.netia.accounts.WorkingHours;
import io.netia.accounts.WorkingWeek;
import io.netia.json.service.JsonColumn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;

/** Working hours of accounts in their JSON column, which is a list of them. */
@Converter(autoApply = true)
public class WorkingWeekConverter implements AttributeConverter<WorkingWeek, Object> {

  @Override
  public Object convertToDatabaseColumn(WorkingWeek week) {
    return JsonColumn.of(week.hours());
  }

  @Override
  public WorkingWeek convertToEntityAttribute(Object column) {
    return new WorkingWeek(List.of(JsonColumn.read(column.toString(), WorkingHours[].class)));
  }
}
