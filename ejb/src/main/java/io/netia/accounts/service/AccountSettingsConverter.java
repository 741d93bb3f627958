package io.netia.accounts.service;

import io.netia.accounts.AccountSettings;
import io.netia.json.service.JsonColumn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Settings of accounts in their JSON column. */
@Converter(autoApply = true)
public class AccountSettingsConverter implements AttributeConverter<AccountSettings, Object> {

  @Override
  public Object convertToDatabaseColumn(AccountSettings settings) {
    return JsonColumn.of(settings);
  }

  @Override
  public AccountSettings convertToEntityAttribute(Object column) {
    return JsonColumn.read(column.toString(), AccountSettings.class);
  }
}
